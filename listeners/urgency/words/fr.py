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
        ravie, delicieu*, efficace*, impeccable""",
    "bad": """
        mauvais, mauvaise, nul, nulle, horrible*, terrible*, pire, honte, honteux, honteuse, decu, decue, deception,
        decevant*, inutile*, deteste, colere, furieu*, scandaleu*, scandale, inadmissible, inacceptable, lamentable,
        catastroph*, arnaqueur*, merde, poubelle, incompetent*, ridicule*, insupportable, ras le bol, marre,
        mensonge*, menteurs, desagreable*, pitoyable""",
    "bad?": """
        probleme, problemes, malheureusement, cher, retard, lent, lente, dommage, sale, froid, plainte, reclamation""",
    "help": """
        aidez moi, au secours, besoin d aide, pouvez vous m aider, quelqu un peut, svp aidez, s il vous plait aidez,
        urgent, urgence, je veux mon, je veux ma, je veux etre, je veux un, j exige, j ai besoin, repondez,
        contactez moi, que faire, que dois je, merci de me, faites quelque chose, merci de repondre, aider""",
    "question": """
        comment puis je, comment faire, quelqu un sait, est ce que, savez vous, quand est ce, quand sera, ou puis
        je, ou est mon, pourquoi, puis je, est il possible, avez vous, pouvez vous, y a t il, peut on""",
    "broken": """
        ne fonctionne pas, ne fonctionne plus, ne marche pas, ne marche plus, marche pas, marche plus, fonctionne
        plus, en panne, panne, plante, bug, bugs, bugge, erreur, erreurs, message d erreur, hors service, impossible
        de, ne charge pas, ne s ouvre pas, ne s allume plus, casse, cassee, defectueu*, inaccessible, bloque,
        bloquee, arrive pas a""",
    "money": """
        rembours*, mon argent, preleve deux fois, debite deux fois, debitee deux fois, facture deux fois, double
        prelevement, double debit, prelevement, prelevements, preleve, debite, arnaque, arnaques, escroquerie,
        escroc*, fraude, vole, dedommag*, indemnis*""",
    "money?": "facture, facturation, frais, paiement, paye, payer, prix, tarif",
    "slow": """
        personne ne repond, ne repond pas, ne repondent pas, repond jamais, ne repond jamais, ne repondent jamais,
        sans reponse, aucune reponse, pas de reponse, j attends, toujours pas, toujours rien, jamais recu, pas recu,
        jamais arrive, pas arrive, jamais livre, pas livre, en retard, depuis des semaines, semaines, injoignable, m
        ignore, aucune nouvelle""",
    "churn": """
        resilier, resilie, resiliation, je vais partir, je change pour, changer d operateur, passer a la
        concurrence, la concurrence, plus jamais, derniere fois, je ne reviendrai, reviendrai pas, desinstall*,
        perdu un client, perdu une cliente, supprimer mon compte""",
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
}
