"""Portuguese."""

WORDS = {
    "grammar": """
        o, os, as, uma, um, que, e, em, com, por, para, mas, meu, minha, muito, esta, este, nao, como, quando,
        porque, ja, do, da, dos, das, no, na, voces, voce, estou, isso, foi, ha, ao, sao, pra, quem, ainda, tudo,
        noite, mae, pro, pela, comprei, carro, ela, tenho, veio, inteira, mesmo, ele, depois, peca, esse, essa,
        meio, caixa, plano, dois, ta, grupo, bem, manha, reais, pelo, tinha, inteiro, balcao, mandou, nem, filho,
        estava, coisa, pacote, rua, fim, falar, deu, cima, pai, cheiro, tao, pedi, quatro, diz, passou, saiu, pode,
        deus, pede, novo, cor, mesa, ficou, fica, meia, criancas, avo, nossa, num, ter, cartao, lojas, embalagem,
        jogo, perdi, nova, primeira, continua, frete, precisa, barco, ontem, loja, seu, devia, pao, fez, crianca,
        vizinho, feira, valeu, troca, jornal, sai, dele, escola, chama, mesma, velho, cadastro, roupa, disse, aula""",
    "personal": "eu, meu, minha, meus, minhas, me, nos, nosso, comprei, estou, quero, preciso, tenho, voces",
    "no": "nao, nunca, sem, nem, jamais, nada, nenhum, nenhuma",
    "good": """
        bom, boa, otimo, otima, excelente*, perfeito, perfeita, adoro, adorei, amo, amei, obrigado, obrigada,
        recomendo, feliz, satisfeit*, melhor, incrivel, maravilhos*, fantastic*, rapido, atencios*, parabens,
        gostei, sensacional""",
    "bad": """
        ruim, mau, ma, pessimo, pessima, horrivel, terrivel, pior, vergonha, vergonhoso, decepcao, decepcion*,
        inutil, odeio, odiei, raiva, indignad*, lixo, absurdo, inaceitavel, descaso, palhacada, desrespeito,
        mentira, mentem, enganad*, porcaria, nojo""",
    "bad?": "problema, problemas, reclamacao, caro, atrasad*, lento, quebrad*, suj*, fri*",
    "help": """
        ajuda, me ajudem, me ajuda, preciso de ajuda, podem me ajudar, por favor ajud*, alguem me ajuda, socorro,
        urgente, exijo, resolvam, quero meu, quero minha, preciso do meu, preciso que, respondam, entrem em contato,
        o que faco, aguardo retorno""",
    "question": """
        como faco, como posso, como eu, alguem sabe, voces tem, sabem se, quando vai, quando chega, onde posso, por
        que, sera que, e possivel, posso, tem como, cade meu, cade minha""",
    "broken": """
        nao funciona, nao funcionam, parou de funcionar, nao abre, nao carrega, nao consigo entrar, nao consigo
        acessar, nao consigo, nao entra, nao liga, fora do ar, caiu, travando, trava, travou, erro, erros, falha,
        falhas, bug, defeito, com defeito, quebrou, avariad*, sem sinal""",
    "money": """
        reembolso, estorno, devolvam, meu dinheiro, dinheiro de volta, cobrado duas vezes, cobraram duas vezes, me
        cobraram, cobranca indevida, cobranca dupla, golpe, golpistas, fraude, roubo, roubaram, fui lesad*,
        indenizacao, ressarc*""",
    "money?": "fatura, cobranca, pagamento, paguei, pagar, taxa, preco, boleto",
    "slow": """
        ninguem responde, ninguem atende, nao respondem, nao atendem, nao me respondem, sem resposta, estou
        esperando, esperando, ate agora nada, ate hoje nada, nao chegou, nao chega, nunca chegou, atraso, atrasad*,
        semanas, me ignoram, demora""",
    "churn": """
        cancelar minha, cancelar meu, vou cancelar, quero cancelar, mudar para, vou mudar, nunca mais, nao compro
        mais, nao volto, ultima vez, desinstal*, perderam um cliente, perderam uma cliente""",
    "threat": """
        meu advogado, minha advogada, meus advogados, vou processar, processar voces, acao judicial, acoes
        judiciais, na justica, medidas legais, vou denunciar, denunciar voces, no procon, juizado""",
    "legal?": "processo, procon, denuncia, denunciar, ilegal, advogado, tribunal, policia, justica",
    "danger": """
        pegou fogo, incendio, em chamas, explodiu, explosao, choque eletrico, queimou, queimadura*, hospital,
        ambulancia, intoxicacao, intoxicad*, reacao alergica, ferido, feridos, ferida, lesao, engasg*, quase morreu,
        suicid*, vazamento de gas, vidro no, vidro na""",
    "safety?": "perigoso, perigo, insegur*, fumaca, fumo, faisca*, doente, vomit*, mofo, bolor, barata*, toxic*",
    "leak": """
        vazaram meus, vazou meus, meus dados pessoais, vazamento de dados, fuga de dados, hackearam minha, fui
        hackead*, hackead*, roubaram meus dados, dados de outr*, conta de outra pessoa, publicaram meu, clonaram""",
    "privacy?": "privacidade, dados pessoais, senha*, seguranca, invadid*, vazad*, palavra passe",
    "sell": """
        comprar seguidores, compre seguidores, ganhe dinheiro, ganhar dinheiro, clique aqui, trabalhe em casa,
        cassino, casino, emprestimo rapido, visite meu, oferta limitada, cupom de desconto, renda extra, me siga,
        siga me, dinheiro facil""",
    "hint": "gratis, oferta, desconto, bitcoin, cripto, promocao, sorteio",
    "chatter": """
        vaga de emprego, vagas, estamos contratando, anuncia, apresenta, lanca, comunicado, segundo a, inaugura,
        acoes da""",
}
