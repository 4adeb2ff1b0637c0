"""French."""

from bot.words.table import Words

WORDS = Words(
    small="""
        le, la, les, l', un, une, des, et, ou, mais, de, du, au, aux, en, dans, avec, par, pour, sans, sur, sous, est,
        sont, etait, etre, ce, cet, cette, ces, ca, je, tu, il, elle, on, nous, vous, ils, me, te, se, mon, ma, mes,
        votre, vos, notre, nos, leur, qui, que, quoi, comment, quand, ou, y, a, ai, avez, avons, tres, plus, ne, pas,
        oui, non, deja, aussi, bonjour, merci, quel, quelle, c'est, j'ai, n'est, qu'est""",
    greetings="bonjour, bonsoir, salut, cher, chere, coucou, hello, merci, merci beaucoup",
    nobody="""
        a, a vous, a toi, a tous, tous, toutes, l'equipe, pour, de, d'avoir, vous, beaucoup, infiniment, client,
        cliente, monsieur, madame, mademoiselle, amis, encore, bien, et, mais, nous, voici, votre, voir, mille""",
    titles="m., mme, mlle, monsieur, madame, dr, maitre",
    courtesy="""
        merci, mille, beaucoup, bonjour, bonsoir, cher*, message, avis, retour, commentaire, contact*, ecrire, ecrit,
        interet, souhait*, bonne, bon, bel, belle, excellente, journee, soiree, semaine, cordialement, cordiales,
        salutations, equipe, l'equipe, ravi*, plaisir, heureu*, mots, soutien, confiance, temps, partag*, client*,
        toujours, d'avoir, avoir, bien, sincerement, amicalement, contactes, contacte""",
    answers="""
        oui, non, bien sur, pas, ne, vous pouvez, tu peux, il faut, il suffit, ouvrez, touchez, cliquez, choisissez,
        allez, essayez, utilisez, dans, rubrique, depuis, jusqu'*, encore, deja, bientot, disponible, cela depend,
        ecrivez, appelez, courriel, mail, parce, il y a, nous avons, marche, fonctionne, coute, dure, seulement,
        jamais, toujours, chaque, desole*, excus*, est, sont, c'est, possible, passe, pendant, existe""",
    sorry="""
        desole*, excus*, pardon, pardonn*, navre*, regrett*, regrets, notre erreur, notre faute, mille excuses""",
    complaints="""
        catastrophe, catastrophique, horrible, affreux, nul, nulle, honte, honteux, scandaleux, scandale,
        inadmissible, inacceptable, arnaque, escroquerie, ne marche pas, ne marche plus, marche pas, ne marche
        toujours pas, ne fonctionne pas, ne fonctionne plus, toujours pas, debite deux fois, preleve deux fois, casse,
        cassee, personne ne repond, personne n'aide, aucune reponse, sans reponse, perdu mes, perdues, tout perdu,
        efface mes, decu, decue, decevant, deception, ras le bol, plus jamais, remboursez, rembourser, inutile, plante
        sans arret, plante sans cesse, le pire, la pire, sans reseau, mauvais service""",
    buy="""
        achetez maintenant, achetez vite, achetez !, acheter maintenant, commandez maintenant, commandez vite,
        commandez des maintenant, profitez vite, profitez-en, profitez en, profitez maintenant, ne manquez pas, a ne
        pas manquer, ne ratez pas, offre exceptionnelle, offre exclusive, offre limitee, offre speciale, derniere
        chance, dernieres pieces, derniers jours, aujourd'hui seulement, depechez-vous, abonnez-vous vite,
        abonnez-vous maintenant, le meilleur prix, les meilleurs prix""",
    best="""
        le meilleur ~ du monde, la meilleure ~ du monde, les meilleurs ~ du monde, le meilleur ~ du marche, les
        meilleurs ~ du marche, numero un, imbattable*, inegale*, incomparable*, nous sommes les meilleurs, le moins
        cher, la moins chere, les prix les plus bas, leader mondial, revolutionnaire*""",
    only="seulement, pour seulement, maintenant, a seulement, a partir de seulement, des, uniquement, que",
    off="de reduction, de remise, de rabais, moins cher",
    money="""
        prix, coute*, combien, cher, chere, chers, pas cher, pay*, debit*, prelev*, rembours*, argent, tarif*,
        facture*, reduction*, remise*, offre, offres, abonnement*, promo*, solde*, formule*""",
    ours="""
        appelez-nous, appelez nous, notre, nos, standard, numero vert, rendez-nous visite, venez nous voir, nous
        sommes au, nous sommes a, retrouvez-nous""",
    order="""
        commande, commande n°, commande nº, commande numero, numero de commande, client, numero client, numero de
        client, client n°, compte, numero de compte, reservation, numero de reservation, facture, facture n°, numero
        de facture, ticket, dossier, numero de dossier, numero de suivi, contrat, numero de contrat, police, colis""",
    pointing="voir, voici, ici, lien, lire, lisez, page, plus, info, infos, bonjour, le, la, cette, ce, sur",
    promises="""
        nous ~ *erons, nous ~ *irons, nous ~ *drons, je ~ *erai, je ~ *irai, je ~ *drai, nous allons *er, nous allons
        *ir, nous allons vous *er, je vais *er, je vais *ir, je vais vous *er, je vous reponds, je vous tiens, je vous
        envoie, je vous ecris, nous vous tenons, nous revenons vers vous, je reviens vers vous, promis, je promets,
        nous promettons, je vous promets, nous garantissons, sera corrige*, sera repare*, sera rembourse*, sera
        resolu*, sera remplace*, sera livre*, vous aurez une reponse""",
    polite="""
        nous ~ serons *, nous serons, nous esperons, nous ~ esperons, nous desirons, nous considerons, nous preferons,
        nous admirons, je serai, je ~ serai, nous vous esperons, nous retirons, nous offrons""",
    days={"apres-demain": 2, "demain": 1, "aujourd'hui": 0, "ce soir": 0},
    this_week="cette semaine, fin de semaine, fin de la semaine",
    next_week="semaine prochaine, la semaine prochaine",
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=("janv*", "fevr*", "mars", "avril", "mai", "juin", "juillet", "aout", "sept*", "oct*", "nov*", "dec*"),
    counts={
        "un": 1,
        "une": 1,
        "deux": 2,
        "trois": 3,
        "quatre": 4,
        "cinq": 5,
        "six": 6,
        "sept": 7,
        "huit": 8,
        "neuf": 9,
        "dix": 10,
    },
    hours="heure, heures, h",
    day="jour, jours, jours ouvres",
    week="semaine, semaines",
)
