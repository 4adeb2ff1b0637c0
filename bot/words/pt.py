"""Portuguese."""

from bot.words.table import Words

WORDS = Words(
    small="""
        o, a, os, as, um, uma, e, ou, mas, de, do, da, dos, das, em, no, na, nos, nas, com, por, para, pelo, pela,
        sem, e, sao, foi, ser, este, esta, isso, isto, esse, eu, voce, voces, nos, te, lhe, me, se, meu, minha, seu,
        sua, que, como, quando, onde, tem, ha, muito, mais, nao, sim, ja, tambem, ola, oi, obrigado, obrigada, ate,
        qual, quem""",
    greetings="""
        ola, oi, bom dia, boa tarde, boa noite, prezado, prezada, caro, cara, querido, querida, obrigado, obrigada""",
    nobody="""
        a, por, pelo, pela, de, que, todos, todas, equipe, equipa, amigo, amiga, amigos, cliente, senhor, senhora,
        muito, e, novamente, usuario, tudo, pessoal, gente, aos, voce, vocês, somos, se, no, na, em""",
    titles="sr, sra, sr., sra., dr, dra, seu, dona, senhor, senhora",
    courtesy="""
        obrigad*, muito, mil, ola, oi, prezad*, contat*, contact*, escrev*, mensagem, opiniao, comentario*, interesse,
        feliz, felizes, bom, boa, otim*, dia, tarde, semana, abraco*, saudac*, cumprimentos, atenciosamente, equipe,
        equipa, desej*, alegr*, palavras, apoio, confianca, tempo, compartilh*, client*, agradec*, sempre, prazer,
        tenha, um, cordialmente""",
    answers="""
        sim, nao, claro, com certeza, pode, podem, deve, basta, abra, toque, clique, escolha, va em, entre, veja,
        tente, use, em ajustes, desde, ate, ainda, ja, em breve, disponivel, depende, escreva, ligue, e-mail, email,
        porque, ha, tem, temos, funciona, serve, esta, sao, custa, demora, so, nunca, sempre, cada, desculp*,
        sentimos, fica""",
    sorry="""
        desculp*, pedimos desculpas, perdao, perdoe, sentimos muito, lamentamos, lamento, sinto muito, sentimos, erro
        nosso, falha nossa, culpa nossa""",
    complaints="""
        terrivel, horrivel, pessimo, pessima, vergonha, vergonhoso, nojo, golpe, fraude, roubo, enganacao, nao
        funciona, continua sem funcionar, parou de funcionar, cobraram duas vezes, cobranca dupla, quebrado, quebrada,
        quebrou, ninguem responde, ninguem ajuda, ninguem atende, sem resposta, perdi tudo, perdi minhas, apagou
        minhas, inaceitavel, decepcion*, cansado de, nunca mais, quero meu dinheiro, devolvam meu dinheiro,
        atendimento ruim, o pior, a pior, pior, inutil, trava toda hora, sem servico, desastre, descaso""",
    buy="""
        compre agora, compre ja, compra ja, comprar agora, compre hoje, peca ja, reserve ja, assine ja, assine agora,
        nao perca, oferta exclusiva, oferta limitada, oferta especial, ultima chance, ultimas pecas, ultimas unidades,
        ultimos dias, so hoje, aproveite ja, aproveite agora, aproveite, compre!, promocao imperdivel, imperdivel, o
        melhor preco, os melhores precos, garanta ja, garanta o seu""",
    best="""
        o melhor ~ do mundo, a melhor ~ do mundo, os melhores ~ do mundo, o melhor ~ do brasil, os melhores do brasil,
        o melhor ~ do mercado, os melhores do mercado, numero um, insuperavel, imbativel, inigualavel, somos os
        melhores, somos o melhor, o mais barato, a mais barata, os menores precos, revolucionario""",
    only="apenas, por apenas, so, por so, agora, a partir de apenas, somente, por somente",
    off="de desconto, desconto, off",
    money="""
        preco*, custa*, quanto, caro, cara, barat*, pag*, cobr*, reembols*, devol*, dinheiro, tarifa*, fatura*,
        boleto*, desconto*, promoc*, plano, planos, assinatura*, cupom*""",
    ours="""
        ligue para nos, nosso, nossa, nossos, nossas, central de atendimento, visite-nos, visite nos, estamos na,
        estamos em, esperamos voce, nos ligue""",
    order="""
        pedido, pedido nº, pedido n.º, pedido numero, numero do pedido, cliente, numero de cliente, codigo do cliente,
        conta, numero da conta, reserva, numero da reserva, fatura, nota fiscal, protocolo, chamado, rastreio, codigo
        de rastreio, apolice, contrato, cpf, encomenda, numero da encomenda""",
    pointing="veja, aqui, ver, link, leia, pagina, mais, info, informacoes, oi, ola, este, esta, o, a, em, pode, olha",
    promises="""
        *aremos, *eremos, *iremos, vamos *ar, vamos *er, vamos *ir, vamos te *ar, vou *ar, vou *er, vou *ir, vou te
        *ar, te aviso, te mando, lhe mando, te envio, te respondo, lhe respondo, te retorno, retorno ~ contato, te
        escrevo, te avisamos, damos retorno, prometo, prometemos, garanto, garantimos que, sera resolvido, sera
        corrigido, sera reembolsado, sera consertado, estara resolvido, estara pronto""",
    polite="""
        queremos, estaremos, seremos, teremos, ficaremos, adoraremos, vamos adorar, vamos ver, vamos ficar, veremos,
        fecharemos, abriremos, vamos estar""",
    days={"depois de amanha": 2, "amanha": 1, "hoje": 0, "esta tarde": 0, "esta noite": 0},
    this_week="esta semana, nesta semana, fim da semana, final da semana",
    next_week="proxima semana, na proxima semana, semana que vem",
    weekdays=("segunda*", "terca*", "quarta*", "quinta*", "sexta*", "sabado", "domingo"),
    months=("jan*", "fev*", "marco", "abril", "maio", "junho", "julho", "agosto", "set*", "out*", "nov*", "dez*"),
    counts={
        "um": 1,
        "uma": 1,
        "dois": 2,
        "duas": 2,
        "tres": 3,
        "quatro": 4,
        "cinco": 5,
        "seis": 6,
        "sete": 7,
        "oito": 8,
        "nove": 9,
        "dez": 10,
    },
    hours="hora, horas",
    day="dia, dias, dias uteis",
    week="semana, semanas",
)
