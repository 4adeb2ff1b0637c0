"""French."""

WORDS = {
    "grammar": """
        le, la, les, des, une, un, et, est, je, vous, nous, que, qui, dans, pour, pas, avec, sur, ce, cette, mon,
        ma, mes, j ai, c est, du, au, il, elle, ne, plus, tres, depuis, mais, votre, vos, suis, ont, on, ca, trois,
        par, tout, chez, sous, dit, comme, meme, apres, ans, encore, etait, notre, toute, mois, matin, qu, jours,
        aux, sont, dossier, aussi, quatre, nom, tous, fait, chaque, nuit, commande, lundi, jusqu, avoir, fille,
        demande, grand, avant, carte, gens, regarde, cote, colis, boite, agence, pareil, ses, equipe, trop, enfin,
        jour, voiture, juste, leur, seul, monsieur, appli, roule, orsa, dimanche, carnelia, sauf, devant, bonjour,
        toutes, belle, attend, vrai, panier, moitie, quoi, moins, douze, soir, ferme, mars, pain, fini, lit, femme,
        voir, dis, petit, groupe, application, suite, accueil, pere, signe, existe, vide, personnes, ancien, rire,
        crois, ils, premier, bouton, cherche, places, avait, semaine, peur, parc""",
    "personal": "je, j, j ai, mon, ma, mes, moi, me, m, nous, notre, nos, vous, votre, vos",
    "no": "pas, ne, jamais, sans, aucun, aucune, rien, ni, plus de",
    "good": """
        bon, bonne, bien, super, genial*, excellent*, parfait*, merci, adore, j aime, recommande, content, contente,
        heureu*, satisfait*, meilleur*, magnifique*, formidable*, top, rapide*, sympa*, aimable*, bravo, ravi,
        ravie, delicieu*, efficace*, impeccable, tres bien, trop bien, super bien, vraiment bien, c est bien, trop
        bon, trop bonne, tres bon, tres bonne, tres bons, tres bonnes, si bon, bonne nouvelle, bonnes nouvelles,
        bonne humeur, bonne experience, bonne surprise, bon service, bon boulot, bon travail, beau travail, bonne
        chance, bon anniversaire, bon anniv, bonne annee, bonnes vacances, bonnes fetes, joyeu*, felicitation*,
        felicite, toutes mes felicitations, chapeau bas, bien joue, bien ouej, bravooo, bravoo, bravos, merciii,
        merciiii, merci beaucoup, merci infiniment, mille mercis, mille merci, un grand merci, grand merci, merci a
        vous, merci pour tout, mercii, remercie, remercions, remerciement*, reconnaissant*, gratitude, j adore, j ai
        adore, on adore, adorons, adorable*, adoree, adores, j adoree, j adoooore, jadore, j ai aime, on aime, j
        aime bien, j aime trop, j aime tellement, jaime, aime trop, je kiffe, je kif, kiffe, kiffer, kiffant*, j ai
        kiffe, on kiffe, je t aime, jtm, je vous aime, je t adore, je vous adore, mon amour, amoureu*, tombe
        amoureu*, coup de coeur, coups de coeur, coeur sur, coeur sur vous, coeur sur toi, love you, incroyablement
        bon, incroyablement bien, extraordinaire*, exceptionnel*, fantastique*, fabuleu*, splendide*, superbe*,
        somptueu*, spectaculaire*, sensationnel*, epoustouflant*, eblouissant*, fascinant*, captivant*, grandiose*,
        prodigieu*, phenomenal*, remarquable*, brillamment, admirable*, irreprochable*, exquis*, divin, divine,
        feerique*, paradisiaque*, inoubliable*, memorable*, mythique, legendaire, chef d oeuvre, chefs d oeuvre,
        oeuvre d art, petite merveille, une merveille, pepite, une pepite, un bijou, au top, tip top, top du top,
        trop top, c est top, le top, topissime, nickel, nickel chrome, c est nickel, la perfection, perfection, sans
        faute, sans probleme, sans souci, aucun probleme, aucun souci, zero probleme, rien a redire, le meilleur, la
        meilleure, les meilleurs, les meilleures, 10 sur 10, 20 sur 20, cinq etoiles, 5 etoiles, dix sur dix, vaut
        le coup, vaut le detour, vaut la peine, recommandons, recommande vivement, je recommande, recommande
        fortement, a recommander, je valide, conseille vivement, je conseille vivement, contents, contentes,
        tellement content*, trop content, trop contente, trop contents, satisfaction, satisfaisant*, ravis, ravies,
        enchante, enchantee, enchantes, enthousias*, joie, joies, quelle joie, quel bonheur, bonheur, que du
        bonheur, euphori*, emerveill*, emu, emue, emus, emouvant*, trop hate, j ai hate, hate de, hate d y,
        tellement hate, vivement demain, vivement la suite, vivement vendredi, vivement ce soir, impatient de,
        impatiente de, impatience, fier, fiere, fiers, fieres, fierte, trop fier, trop fiere, tellement fier,
        tellement fiere, chanceu*, quelle chance, trop de chance, de la chance, beni, benie, soulage, soulagee,
        soulagement, quel soulagement, ouf enfin, enfin resolu, probleme resolu, probleme regle, tout est regle,
        resolu rapidement, regle rapidement, tres rapide, super rapide, ultra rapide, hyper rapide, rapidite, tres
        rapidement, efficacite, tres efficace, reactif, reactive, reactifs, reactivite, tres reactif,
        professionnalisme, tres professionnel*, a l ecoute, aux petits soins, bienveillan*, gentil, gentille,
        gentils, gentilles, gentillesse, tres gentil, chaleureu*, accueillant*, souriant*""",
    "bad": """
        mauvais, mauvaise, nul, nulle, horrible*, terrible*, pire, honte, honteux, honteuse, decu, decue, deception,
        decevant*, inutile*, deteste, colere, furieu*, scandaleu*, scandale, inadmissible, inacceptable, lamentable,
        catastroph*, arnaqueur*, merde, poubelle, incompetent*, ridicule*, insupportable, ras le bol, marre,
        mensonge*, menteurs, desagreable*, pitoyable, mauvaises, tres mauvais, tres mauvaise, mauvaise experience,
        mauvaise qualite, mauvaise foi, mauvaise nouvelle, mauvaises nouvelles, tres mal, trop mal, vraiment mal,
        mal recu, mal fait, mal fichu, mal foutu, mal foutue, mal accueilli*, ca va mal, je vais mal, nuls, nulles,
        nullissime*, nullard*, nulos, c est nul, trop nul, trop nulle, nul a chier, nullite, nulite, horreur, quelle
        horreur, une horreur, affreu*, atroce*, abominable*, epouvantable*, effroyable*, effrayant*, terrifiant*,
        execrable*, detestable*, deplorable*, minable*, miserable*, mediocrite, pathetique*, lamentables,
        lamentablement, affligeant*, consternant*, desolant*, desastre*, cata totale, la cata, fiasco, le pire, la
        pire, les pires, pires, ca empire, honteusement, quelle honte, une honte, c est honteux, la honte, honte a
        vous, ayez honte, sans vergogne, degueulasse*, degueu, degueux, degoutant*, degoute, degoutee, degoutes,
        degout, immonde*, infame*, ignoble*, ecoeurant*, ecoeure, ecoeuree, repugnant*, crade, crasseu*, puant*, ca
        pue, pue la merde, pourri, pourris, pourrie, pourries, moisi, moisie, decus, decues, tres decu, tres decue,
        decevoir, deceptions, quelle deception, grosse deception, desillusion*, desabuse*, je deteste, detestons, je
        hais, je vous hais, haineu*, en peux plus, plein le cul, plein le dos, ras le cul, raz le bol, ral le bol,
        ca me saoule, vous me saoulez, ca saoule, saoulant*, soulant, ca me soule, me gonfle, gonflant, ca me gave,
        gavant, casse couille*, casse les couilles, brise les couilles, fait chier, faites chier, me fait chier,
        fais chier, ca fait chier, font chier, chiant*, chiotte*, enerve, enervee, enerves, enervant*, m enerve, m
        enervent, enervement, agace, agacee, agacant*, m agace, agacement, irritant*, exaspere, exasperee,
        exasperant*, excede, excedee, furax, furibard, fache, fachee, faches, rageant*, enrage, enragee, fou de
        rage, folle de rage, en colere, tres en colere, revolte, revoltee, revoltes, revoltant*, indigne, indignee,
        indignation, outree, frustre, frustree, frustres, frustrant*, frustration, desespere, desesperee,
        desesperant*, desespoir, desempare*, depite, depitee, blase, blasee, stresse, stressee, stressant*,
        angoisse*, angoissant*, anxieu*, anxiete, j ai peur, fait peur, flippe, flippant*, inquiet, inquietant*,
        inquietude, triste, tristes, tristesse, trop triste, tellement triste, attriste*, deprime, deprimee,
        deprimant*, je pleure, pleure, pleurer, pleurs, en larmes, envie de pleurer, douloureu*, souffre, souffrir,
        souffrance*, malheureux, malheureuse, quel malheur, tu me manques, me manque, me manques, vous me manquez,
        me sens seul, me sens seule, mal au coeur, coeur brise, brise le coeur, merdes, de merde, quelle merde, la
        merde, merdique*, merdier, merdeux, emmerd*, putain, putain de, ptn, ptin, bordel, quel bordel, bordelique,
        foutoir, connard*, connasse*, conne, bande de cons, connerie*, encule, encules, enculer, enculeurs, fils de
        pute, fdp, ntm, nique ta, niquer, nique sa, salaud*, salopard*, salope*, batard, batards, abruti*, debile*,
        cretin*, imbecile*, idiot*, stupide*, stupidite, tocard*, branleur*, bouffon*, guignol*, ta gueule, vos
        gueules, ferme la, va te faire, allez vous faire, allez chier, va chier, foutage de gueule, se fout de, se
        foutent de, se moque de, se moquent de, vous vous moquez, se fichent de, foutez de, se torche, moquerie, on
        se moque, un scandale""",
    "bad?": """
        probleme, problemes, malheureusement, cher, retard, lent, lente, dommage, sale, froid, plainte, reclamation,
        chere, chers, cheres, lents, lentes, sales, froide, mediocre*, bof, bof bof, boff, mouais, pfff, pff, pffff,
        zut, helas, ah non, oh non, aie, confuse, inconfortable*, bruyant*, fatiguee, fatigant*, douteu*, plaintes,
        me plains, me plaindre, soucis, un souci, ennuis, sans interet, sans gout, fades, insipide*, quel dommage,
        tant pis""",
    "help": """
        aidez moi, au secours, besoin d aide, pouvez vous m aider, quelqu un peut, svp aidez, s il vous plait aidez,
        urgent, urgence, je veux mon, je veux ma, je veux etre, je veux un, j exige, j ai besoin, repondez,
        contactez moi, que faire, que dois je, merci de me, faites quelque chose, merci de repondre, aider, aidez
        nous, aide moi, aidez moi svp, a l aide, a l aiiide, au secour, besoin d assistance, besoin de mon, j aurais
        besoin, pouvez vous aider, pouvez m aider, peut m aider, pourrait m aider, quelqu un pourrait, m aider svp,
        aide svp, svp repondez, repondez svp, repondez moi, repondez a mon, repondez a mes, repondez en mp, repondez
        en dm, me repondre svp, merci de regler""",
    "question": """
        comment puis je, comment faire, quelqu un sait, est ce que, savez vous, quand est ce, quand sera, ou puis
        je, ou est mon, pourquoi, puis je, est il possible, avez vous, pouvez vous, y a t il, peut on""",
    "broken": """
        ne fonctionne pas, ne fonctionne plus, ne marche pas, ne marche plus, marche pas, marche plus, fonctionne
        plus, en panne, panne, plante, bug, bugs, bugge, erreur, erreurs, message d erreur, hors service, impossible
        de, ne charge pas, ne s ouvre pas, ne s allume plus, casse, cassee, defectueu*, inaccessible, bloque,
        bloquee, arrive pas a, ca marche pas, ca marche plus, ca fonctionne pas, ca bug, ca bugge, ca plante, ca
        rame, ca beug, beug, beugs, bugue, buguee, bugges, buggee, plein de bugs, rempli de bugs, marchent pas,
        marchent plus, ne marchent pas, ne marchent plus, fonctionnent pas, fonctionnent plus, fonctionne pas, ne
        fonctionnent pas, ne fonctionnent plus, fonctionne mal, fonctionne toujours pas, marche toujours pas, marche
        jamais, fonctionne jamais""",
    "money": """
        rembours*, mon argent, preleve deux fois, debite deux fois, debitee deux fois, facture deux fois, double
        prelevement, double debit, prelevement, prelevements, preleve, debite, arnaque, arnaques, escroquerie,
        escroc*, fraude, vole, dedommag*, indemnis*, rendez l argent, rendez moi, rendez mon argent, recuperer mon
        argent, recuperer mes sous, mes sous, pas remboursee, pas ete rembourse, toujours pas rembourse, jamais
        rembourse, aucun remboursement, refusent de rembourser, prelevee, prelevees, preleve a tort, preleve sans,
        prelevement abusif, prelevements abusifs, prelevement frauduleux, prelevement non autorise, preleve deux,
        preleve 2 fois, m avez preleve, m ont preleve, on me preleve""",
    "money?": "facture, facturation, frais, paiement, paye, payer, prix, tarif",
    "slow": """
        personne ne repond, ne repond pas, ne repondent pas, repond jamais, ne repond jamais, ne repondent jamais,
        sans reponse, aucune reponse, pas de reponse, j attends, toujours pas, toujours rien, jamais recu, pas recu,
        jamais arrive, pas arrive, jamais livre, pas livre, en retard, depuis des semaines, semaines, injoignable, m
        ignore, aucune nouvelle, personne repond, personne me repond, personne ne decroche, personne decroche,
        personne ne rappelle, personne ne sait, personne au telephone, ne me repond, ne me repondent, me repond pas,
        me repondent pas, repond pas, repondent pas, repondez pas, ne repondez pas, repondez jamais, ne repondez
        jamais, vous ne repondez, repondent jamais, repond plus, repondent plus, ne repond plus, ne rappellent pas,
        rappellent jamais, rappelle jamais, ne rappelle pas, ne rappelle jamais, toujours aucune reponse, aucun
        retour, aucune solution""",
    "churn": """
        resilier, resilie, resiliation, je vais partir, je change pour, changer d operateur, passer a la
        concurrence, la concurrence, plus jamais, derniere fois, je ne reviendrai, reviendrai pas, desinstall*,
        perdu un client, perdu une cliente, supprimer mon compte, je resilie, j ai resilie, resilier mon, resilier
        mon abonnement, resilier mon contrat, demande de resiliation, resilierai, resiliez, resiliez mon, resiliee,
        je vais resilier, veux resilier, annuler mon abonnement, annule mon abonnement, j annule, j annule mon, j
        annule tout, arreter mon abonnement, arrete mon abonnement, me desabonner, je me desabonne, desabonne,
        desabonnee, desabonnement, change d operateur, changer de banque, changer de fournisseur, change de
        fournisseur, changement d operateur, vais voir ailleurs""",
    "threat": """
        mon avocat, mon avocate, mes avocats, porter plainte, porte plainte, plainte contre vous, action en justice,
        poursuites, poursuivre en justice, au tribunal, mise en demeure, vous attaquer en, saisir la justice, saisir
        le""",
    "legal?": """
        avocat, tribunal, illegal, plainte, justice, police, repression des fraudes, dgccrf, consommateurs,
        juridique""",
    "danger": """
        pris feu, prend feu, en feu, en flammes, explose, explosion, electrocut*, decharge electrique, brule,
        brulee, brulure*, hopital, urgences, ambulance, intoxication, intoxique*, empoisonn*, reaction allergique,
        blesse, blessee, blessure*, etouff*, failli mourir, suicid*, fuite de gaz, verre dans, freins ont lache""",
    "safety?": """
        dangereu*, danger, risque, fumee, etincelles, malade, vomi*, moisi*, cafard*, toxique*, rappel produit""",
    "leak": """
        mes donnees, mes donnees personnelles, fuite de donnees, fuite des donnees, donnees d un autre, donnees d
        autres, compte pirate, ete pirate, ete piratee, pirate, piratee, hacke, compte de quelqu un, usurpation,
        publie mon adresse, publie mes""",
    "privacy?": "vie privee, donnees personnelles, mot de passe, mots de passe, securite, faille, cnil, piratage",
    "sell": """
        acheter des followers, gagner de l argent, gagnez de l argent, cliquez ici, code promo, casino, pret rapide,
        credit rapide, visitez mon, offre limitee, travail a domicile, revenu passif, abonnez vous a ma, argent
        facile, voyant, marabout""",
    "hint": "gratuit, offre, promo, remise, bitcoin, crypto, concours, reduction",
    "chatter": """
        offre d emploi, recrute, nous recrutons, recrutement, annonce, presente, lance, communique, selon, inaugure,
        l action, acquisition, cdi, cdd, pdg""",
    "good?": "utile, utiles, interessant*, lol, haha, hihi, plutot bien, pas mal, pas mauvais, j espere",
    "sarcasm": """
        merci pour rien, merci bien hein, bravo champion, oh surprise, tiens donc, comme par hasard, c est ballot,
        ben voyons, bah voyons, sans deconner, beau service client, belle mentalite, bel exemple, super service
        hein, genial encore""",
}
