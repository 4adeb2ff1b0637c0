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
        gostei, sensacional, generoso, generosa, generosidade, muito bom, muito boa, muito bons, muito boas, boas
        noticias, boa noticia, bonissim*, que bom, que otimo, muito bem, tudo otimo, tudo perfeito, otimos, otimas,
        otimo atendimento, bom atendimento, otimo trabalho, bom trabalho, bom demais, mt bom, mto bom, gosto muito,
        eu gosto, gostei muito, gostamos, gostando muito, amamos, amando, amando muito, amo muito, te amo, amo voce,
        amo vc, amo voces, amo vcs, eu amo, amooo, amoooo, amo demais, amei demais, ameiii, adoramos, adorando,
        adoro muito, adoravel, adoraveis, apaixonad*, apaixonante*, apaixonei, encantad*, encantou, meu amor, lindo,
        linda, lindos, lindas, lindissim*, lindeza, lindao, linduu, que lindo, que linda, bonit*, belissim*, beleza
        pura, maravilha, maravilhaaa, que maravilha, magnific*, espetacular*, extraordinari*, fenomenal*,
        sensacionais, incriveis, incrivelmente bom, impressionante*, deslumbrante*, fabulos*, brilhante*,
        esplendid*, impecavel, impecaveis, impecavelmente, sublime, fascinante*, fascinad*, genial, geniais,
        excepcional*, perfeitos, perfeitas, perfeitamente, perfeicao, primoros*, delicia, delicios*, deliciaaa,
        saboros*, gostos*, uma delicia, que delicia, divino, divina, divinos, top demais, topissim*, topzera, muito
        top, top top, show de bola, foi um show, arrasou, arrasaram, arrasa, arrasando, mandou bem, mandaram bem,
        mandou muito bem, mandaram muito bem, massa demais, muito massa, que massa, muito legal, que legal, legal
        demais, bem legal, maneira demais, maneirissim*, da hora, dahora, irado, irada, irados, foda demais, muito
        foda, e foda demais, fodastic*, pika demais, brabo demais, fixe, muito fixe, bue fixe, porreir*, girissim*,
        melhores, o melhor, a melhor, os melhores, as melhores, melhor do mundo, melhor de todos, melhorou muito,
        dez de dez, nota 10, nota dez, nota mil, cinco estrelas, 5 estrelas, de outro mundo, recomendo muito, super
        recomendo, recomendadissim*, recomendamos, vale a pena, valeu a pena, vale cada centavo, valeu cada centavo,
        compensa muito, muito obrigado, muito obrigada, obrigadissim*, obrigadao, obg, obgd, obgda, brigado,
        brigadao, gratidao, grato, grata, gratos, gratissim*, valeu demais, vlw, tmj, felizes, felicidade,
        felicidades, felicissim*, feliz aniversario, feliz dia, feliz natal, feliz ano novo, tao feliz, to feliz,
        estou feliz, muito feliz, contente, contentes, alegre, alegres, alegria, alegrias, que alegria, alegrou,
        animadissim*, empolgad*, empolgante*, entusiasm*, ansiosa pra ver, mal posso esperar, ansioso por,
        emocionante*, emocionad*, me emocionei, orgulhos*, orgulho, que orgulho, satisfacao, satisfatori*, sonho
        realizado, sortud*, abencoad*, bencao, bencaos, bencoes, que sorte, boa sorte, gracas a deus, deus abencoe,
        sucesso total, que sucesso, divertid*, me diverti, diversao, engracad*, hilario, hilaria, chorei de rir,
        morri de rir, morrendo de rir, morta de rir, rindo muito, kkkk, kkkkk, kkkkkk, kkkkkkk, hahaha, hahahaha,
        rsrs, rsrsrs, risos, sorriso, sorrisos, sorrir, sorrindo, ganhei meu dia""",
    "bad": """
        ruim, mau, ma, pessimo, pessima, horrivel, terrivel, pior, vergonha, vergonhoso, decepcao, decepcion*,
        inutil, odeio, odiei, raiva, indignad*, lixo, absurdo, inaceitavel, descaso, palhacada, desrespeito,
        mentira, mentem, enganad*, porcaria, nojo, ruins, muito ruim, mt ruim, mto ruim, ruim demais, ma noticia,
        muito mal, passando mal, me sinto mal, mal atendid*, mal educad*, malcriad*, pessimos, pessimas, pessimo
        atendimento, atendimento pessimo, atendimento horrivel, piores, o pior, a pior, os piores, as piores,
        piorou, piorando, piora, pior que nunca, cada vez pior, horriveis, horroros*, horrendo, horrenda, horror, um
        horror, que horror, terriveis, terrivelmente, pavoros*, medonh*, assustador*, tenebros*, atroz, nefast*,
        deploravel, deploraveis, lamentavel, lamentaveis, lastimavel, lastimaveis, patetic*, penos*, vergonhosa,
        vergonhosos, vergonhosas, que vergonha, uma vergonha, vergonha alheia, sem vergonha, cara de pau, caras de
        pau, descarad*, descarament*, nojento, nojenta, nojentos, nojentas, nojeira, que nojo, tenho nojo, da nojo,
        repugnante*, asqueros*, odeia, odeiam, odiar, odio, odioso, odiosa, que odio, te odeio, odio demais, odeio
        isso, detest*, abomin*, nao suporto, nao aguento, nao aguento mais, nao da mais, insuportavel,
        insuportaveis, intoleravel, farto, farta, fartos, de saco cheio, saco cheio, cansei de, cansado de, cansada
        de, exaust*, puto da vida, puta da vida, puto com, puta com, emputecid*, irritad*, irritante*, irritacao, me
        irrita, furios*, furia, revoltad*, revoltante*, que raiva, com raiva, me da raiva, ranco, peguei ranco,
        indignacao, indigno, indigna, chatead*, chateacao, chatissim*, que chato, que saco, um saco, frustrad*,
        frustrante*, frustracao, desesperad*, desespero, estress*, stressad*, ansiedade, angustia, angustiad*,
        angustiante, agoniad*, triste, tristes, tristeza, tristissim*, tristinh*, que triste, to triste, deprimid*,
        deprimente*, depre, chorando, choros*, quero chorar, vontade de chorar, doi demais, doendo, magoad*, magoa,
        magoou, sofrendo, sofro, sofri, sofrimento, sofrid*, infeliz, infelizes, desgraca, desgracad*, desgracas,
        miseravel, miseraveis, amargurad*, me sinto so, me sinto sozinh*, com medo, da medo, apavorad*, aterroriz*,
        preocupad*, preocupante*, decepcoes, desapont*, desilud*, desilusao, fracasso, fracassad*, fiasco, merda,
        merdas, uma merda, que merda, de merda, bosta, bostas, uma bosta, que bosta, de bosta, que porra, porcarias,
        puta que pariu, pqp, fdp, filho da puta, filhos da puta, filha da puta, arrombad*, cuzao, cuzoes, otario,
        otarios, otaria, babaca, babacas, babaquice, idiota*, idiotice, imbecil, imbecis, estupid*, burro, burros,
        burrice, ignorante*, palhaco, palhacos, palhacadas, bando de palhac*, ridicul*, absurda, absurdos, que
        absurdo, um absurdo, vai se foder, vao se foder, vai tomar no, vao tomar no, vtnc, vsf, vtmnc, tnc, foda se,
        foder, fodid*, me fodi, cagaram, cagad*, zoado, zoada, merdinha, escrot*, canalh*, pilantra*, vagabund*,
        picareta*, ladrao, ladroes, mentiroso, mentirosos, mentirosa, mentiras, mentiu, mentiram, mentindo,
        mentirada, enganacao, enganam, enganaram, enganosa, enganoso, propaganda enganosa, falsidade, hipocrit*,
        hipocrisia, traicao, traicoeir*, traid*, sacanagem, que sacanagem, palhacada total, desrespeitos*,
        desrespeitad*, desrespeitam, falta de respeito, falta de vergonha, grosseir*, grosseria, arrogante*,
        arrogancia, prepotente*, antipatic*, rude, mal humorad*, incompetente*, incompetencia, inept*, despreparad*,
        negligen*, irresponsavel, irresponsaveis, inuteis, imprestavel, imprestaveis""",
    "bad?": """
        problema, problemas, reclamacao, caro, atrasad*, lento, quebrad*, suj*, fri*, chato, chata, chatos, caros,
        caro demais, lenta, lentidao, mediocre*, fraco, fraca, mais ou menos, meh, aff, affs, affe, afff, pff, putz,
        poxa, poxa vida, eita, infelizmente, que pena, complicad*, confus*, desconfortavel, barulhent*, nervos*,
        duvidos*, saudade, saudades, com saudade, sinto falta, reclamar, reclamando, reclamacoes, vou reclamar,
        queixa, queixas, desanimad*, desanimo, sem graca""",
    "help": """
        ajuda, me ajudem, me ajuda, preciso de ajuda, podem me ajudar, por favor ajud*, alguem me ajuda, socorro,
        urgente, exijo, resolvam, quero meu, quero minha, preciso do meu, preciso que, respondam, entrem em contato,
        o que faco, aguardo retorno, ajudem, me ajude, me ajuda ai, ajuda por favor, ajuda pfv, ajudem me, ajudem
        por favor, ajude me, alguem ajuda, alguem me ajude, alguem pode ajudar, pode me ajudar, poderia me ajudar,
        poderiam me ajudar, voces podem ajudar, podem ajudar me, podem ajudar, preciso de solucao, preciso de
        resposta, quero uma solucao, quero uma resposta, quero uma posicao, quero resposta, quero solucao, preciso
        urgente""",
    "question": """
        como faco, como posso, como eu, alguem sabe, voces tem, sabem se, quando vai, quando chega, onde posso, por
        que, sera que, e possivel, posso, tem como, cade meu, cade minha""",
    "broken": """
        nao funciona, nao funcionam, parou de funcionar, nao abre, nao carrega, nao consigo entrar, nao consigo
        acessar, nao consigo, nao entra, nao liga, fora do ar, caiu, travando, trava, travou, erro, erros, falha,
        falhas, bug, defeito, com defeito, quebrou, avariad*, sem sinal, nao esta funcionando, nao ta funcionando,
        nao funcionou, nao funciona mais, nada funciona, continua sem funcionar, deixou de funcionar, pararam de
        funcionar, nao carrega nada, nao esta carregando, nao ta carregando, nao esta abrindo, nao ta abrindo, nao
        esta entrando, nao ta entrando, nao abre mais, nao liga mais, nao esta ligando, nao conecta, nao esta
        conectando, nao ta conectando, nao consigo abrir, nao consigo logar, nao consigo usar, nao consigo pagar,
        nao consigo conectar, nao consigo aceder, nao consigo finalizar, nao deixa entrar, nao consegui acessar""",
    "money": """
        reembolso, estorno, devolvam, meu dinheiro, dinheiro de volta, cobrado duas vezes, cobraram duas vezes, me
        cobraram, cobranca indevida, cobranca dupla, golpe, golpistas, fraude, roubo, roubaram, fui lesad*,
        indenizacao, ressarc*, reembols*, estorn*, quero meu dinheiro, devolve meu dinheiro, devolver meu dinheiro,
        devolvam o dinheiro, devolvam meu, devolucao do dinheiro, devolucao do valor, dinheiro devolvido, nao
        devolveram, nao devolvem, nao me devolveram, nao estornaram, nao me reembolsaram, cobrado a mais, cobraram a
        mais, cobrando a mais, me cobrando, estao me cobrando, continuam cobrando, continuam me cobrando, cobrado em
        dobro, cobraram em dobro, cobranca em dobro""",
    "money?": "fatura, cobranca, pagamento, paguei, pagar, taxa, preco, boleto",
    "slow": """
        ninguem responde, ninguem atende, nao respondem, nao atendem, nao me respondem, sem resposta, estou
        esperando, esperando, ate agora nada, ate hoje nada, nao chegou, nao chega, nunca chegou, atraso, atrasad*,
        semanas, me ignoram, demora, ninguem me responde, ninguem me atende, ninguem me ajuda, ninguem resolve,
        ninguem resolve nada, ninguem da retorno, ninguem retorna, ninguem sabe informar, nao me atendem, nao me
        ligam, nao dao retorno, nao deram retorno, nao me retornam, nao retornam, nao retornaram, nao resolvem, nao
        resolvem nada, nao resolveram, nao resolve, nao responderam, nao me responderam, nao respondeu, nao
        responde, sem retorno, nenhum retorno, nenhuma resposta, nenhuma solucao, sem solucao, sem nenhuma resposta,
        ainda esperando""",
    "churn": """
        cancelar minha, cancelar meu, vou cancelar, quero cancelar, mudar para, vou mudar, nunca mais, nao compro
        mais, nao volto, ultima vez, desinstal*, perderam um cliente, perderam uma cliente, cancelei minha, cancelei
        meu, cancelando minha, cancelando meu, cancelarei, quero cancelar minha, cancelem, cancelem minha, cancelem
        meu, cancelar a assinatura, cancelar assinatura, cancelar o contrato, cancelar o plano, cancelar o servico,
        cancelar tudo, mudar de operadora, mudar de banco, trocar de operadora, trocar de banco, vou trocar de, vou
        mudar de, mudando de operadora, fazer portabilidade, pedir portabilidade, para a concorrencia, pra
        concorrencia, concorrencia agradece, nunca mais compro, nunca mais volto, nunca mais uso""",
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
    "good?": """
        bons, interessante*, util, kkk, haha, hehe, tomara, facil de usar, confortavel, limpinh*, cheiros*, ate que
        enfim""",
    "sarcasm": """
        parabens pela demora, parabens pelo pessimo, parabens por nada, obrigado por nada, obrigada por nada, valeu
        por nada, obrigado pela falta, nossa que surpresa, olha que surpresa, que novidade, zero surpresas, zero
        surpresa, que beleza hein, que beleza viu, que lindo hein""",
}
