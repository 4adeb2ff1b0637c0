"""Italian."""

WORDS = {
    "grammar": """
        il, lo, gli, una, un, che, di, e, per, con, non, sono, mi, mio, mia, ho, ha, della, del, nel, alla, ma,
        come, quando, perche, da, questo, questa, piu, molto, ancora, vi, ci, si, anche, i, le, hanno, chi, io, sul,
        tre, dal, dopo, siamo, fatto, oggi, pure, ora, voi, vostro, gia, giorni, anni, tutti, ore, tutto, prima,
        mese, ieri, quattro, via, ogni, delle, sito, consegna, scritto, col, cambiato, piano, dieci, davanti, poi,
        sotto, pacco, nuova, anno, altra, posto, entro, noi, contratto, adesso, letto, negozio, parla, aveva, meta,
        luglio, terzo, abbiamo, giorno, portale, figlio, nonna, quello, subito, domani, visto, ragazzi, bambini,
        minuti, ti, dell, gatto, cucina, mandato, terza, fate, stamattina, cane, dalla, direzione, trovato, nessun,
        invece, chiesto, quella, stasera, fila, francese, cosi, tra, privato, spedizione, undici, cinque, basta,
        maggio, sopra, pranzo, quale, fino, caffe, finito, sulla, fatturix, signora, detto, persone, lunedi, metri,
        settimana, qualcosa, ragione""",
    "personal": "io, mio, mia, miei, mie, mi, noi, nostro, ho, vorrei, voglio, sto, sono, vi, voi, vostro, vostra",
    "no": "non, mai, senza, nessun, nessuna, niente, nulla, ne",
    "good": """
        buono, buona, buoni, ottimo, ottima, eccellente, perfetto, perfetta, adoro, amo, grazie, consiglio,
        consigliato, felice, contento, contenta, soddisfatt*, migliore, fantastic*, meraviglios*, veloce, veloci,
        gentile, gentili, gentilissim*, bravi, bello, bella, top, memorabile, buone, buonissim*, molto buono, molto
        buona, che buono, che buona, buona notizia, buone notizie, ottimi, ottime, ottimamente, eccellenti,
        eccellenza, eccezional*, perfetti, perfette, perfettamente, perfezione, alla perfezione, mi piace, mi
        piacciono, mi e piaciuto, mi e piaciuta, mi piace tanto, mi piace molto, piaciuto molto, piaciuta molto,
        piaciutissim*, adora, adorano, adorabil*, adorato, ti adoro, vi adoro, lo adoro, la adoro, amiamo, ti amo,
        vi amo, lo amo, la amo, amo questo, amo questa, amore mio, ti voglio bene, vi voglio bene, tvb, tvtb, mi
        sono innamorat*, stupend*, splendid*, magnific*, favolos*, strepitos*, straordinari*, spettacolar*, che
        spettacolo, uno spettacolo, sensazional*, incantevol*, affascinant*, mozzafiato, sbalorditiv*, grandios*,
        sublime, sublimi, divino, divina, mitico, mitica, mitici, mitiche, geniale, geniali, genialata, bravissim*,
        brava, bravo, che bello, che bella, che bellezza, che belli, che meraviglia, meraviglia, belli, belle,
        carino, carina, carini, carine, carinissim*, tenerissim*, tenerezza, tenero, tenera, dolcissim*, dolcezza,
        simpatic*, cordialissim*, cordialita, gentilezza, cortesissim*, cortesia e professionalita,
        disponibilissim*, disponibilita e gentilezza, professionalita, professionalissim*, competentissim*,
        efficienza, efficiente, efficienti, efficientissim*, efficacissim*, impeccabil*, irreprensibil*,
        ineccepibil*, puntualissim*, velocissim*, rapidissim*, super veloce, velocemente risolt*, comodissim*,
        facilissim*, utilissim*, pulitissim*, ottimo lavoro, gran lavoro, ottimo servizio, ottima esperienza, ottima
        assistenza, ottimo prodotto, bella esperienza, buon servizio, ottima qualita, migliori, il migliore, la
        migliore, i migliori, le migliori, il meglio, il top, al top, super top, topissim*, dieci e lode, 10 e lode,
        cinque stelle, 5 stelle, di prima classe, consigliatissim*, consigliata, consigliati, consiglio vivamente,
        lo consiglio, la consiglio, li consiglio, stra consigliato, straconsigliat*, vale la pena, vale ogni euro,
        valsa la pena, grazie mille, mille grazie, grazie infinite, grazie di cuore, grazie tante, grazieee,
        grazieeee, grz, ringrazio, vi ringrazio, ringraziamo, ringraziare, riconoscent*, grato, grata, grati,
        gratitudine, felici, felicita, felicissim*, strafelice, contenti, contente, contentissim*, lieto, lieta,
        lietissim*, allegria, gioia, gioie, gioios*, che gioia, entusiast*, entusiasmo, entusiasmante, emozionat*,
        emozionant*, che emozione, commovent*, eccitatissim*, orgoglios*, orgoglio, fieri di, fierissim*,
        soddisfazione, soddisfazioni, soddisfacent*, appagat*, fortunat*, che fortuna, buona fortuna, buon
        compleanno, tanti auguri, auguri, auguroni, auguri di cuore, auguriii, buon natale, buona pasqua, buon anno,
        buone feste, buone vacanze, buon weekend, congratulazioni, complimenti, complimentoni, complimentissim*, i
        miei complimenti, felicitazioni, evviva, urra, wow, uau, yuppi, yeah, daje, dajeee, grande ragazz*,
        grandissim*, grandi ragazzi, sei grande, siete grandi, siete fantastic*, siete i migliori, sei il migliore,
        sei la migliore, abbiamo vinto, successone, che successo, figata, che figata, una figata, fighissim*, figo,
        fichissim*, ficata, che ficata, che figo""",
    "bad": """
        cattivo, pessimo, pessima, pessimi, orribile, terribile, peggiore, peggio, vergogna, vergognos*, delus*,
        deludente, inutile, odio, arrabbiat*, schifo, schifezza, scandalos*, inaccettabile, indecente, ridicol*,
        disastro, disastros*, incompetent*, truffatori, maleducat*, bugiardi, furios*, indignat*, spazzatura,
        penoso, cattiva, cattivi, cattive, cattivissim*, cattiveria, brutto, brutta, brutti, brutte, bruttissim*,
        bruttezza, che brutto, che brutta, brutta esperienza, brutta notizia, brutte notizie, pessime, pessimamente,
        malissimo, molto male, va male, andata male, mi sento male, sto male, sto malissimo, che male, orribili,
        orribilmente, orrendo, orrenda, orrendi, orrende, orrore, che orrore, terribili, terrificant*, spaventos*,
        tremendo, tremenda, tremendi, atroce, atroci, agghiacciant*, raccapricciant*, allucinant*, abominevol*,
        peggiori, il peggiore, la peggiore, i peggiori, il peggio, sempre peggio, peggiorat*, peggiorament*,
        peggiora, deludenti, che delusione, una delusione, deludete, fallimento, flop, fiasco, vergognatevi,
        vergognati, vergogna a voi, che vergogna, una vergogna, imbarazzant*, sconcert*, sconvolgent*, schifos*,
        schifezze, che schifo, fa schifo, fanno schifo, fate schifo, mi fa schifo, mi fate schifo, schifat*, uno
        schifo, disgust*, ripugnant*, ripugnanza, nauseant*, rivoltant*, vomitevol*, odiare, odiamo, odia, odiano,
        odios*, ti odio, vi odio, lo odio, la odio, li odio, odiato, detest*, non sopporto, non li sopporto, non vi
        sopporto, insopportabil*, intollerabil*, stufo, stufi, stufa marcia, mi sono stufat*, sono stanco di, sono
        stanca di, stanco di, stanca di, stanchi di, esasperat*, esasperant*, rabbia, che rabbia, mi fa rabbia,
        rabbios*, arrabbiarmi, mi fa arrabbiare, incazzat*, incazzare, mi fa incazzare, imbestialit*, inferocit*,
        infuriat*, indignazione, mi indigna, indegno, indegna, indegni, indegne, irritat*, irritant*, infastidit*,
        fastidio, fastidios*, che fastidio, seccant*, che palle, che due palle, due palle, che rottura, rottura di,
        mi avete rotto, avete rotto, hanno rotto, rotto le palle, rotto il cazzo, rompipalle, rompicoglioni, che
        noia, noios*, annoiat*, noia mortale, frustrat*, frustrant*, frustrazione, disperazione, disperant*,
        stressat*, stressant*, ansia, ansios*, angoscia, angosciat*, angosciant*, preoccupat*, preoccupant*,
        preoccupazione, ho paura, mi fa paura, spaventat*, terrorizzat*, triste, tristi, tristezza, tristissim*, che
        tristezza, intristit*, rattristat*, deprimente, deprimenti, depress*, piango, piangere, piangendo, sto
        piangendo, doloros*, addolorat*, soffro, soffrire, soffrendo, sofferenza, infelice, infelici, disgrazia,
        disgraziat*, sfiga, che sfiga, sfigat*, sfortuna, sfortunat*, miserabil*, squallid*, squallore, amareggiat*,
        amarezza, mi sento sol*, mi manchi, mi mancate, mi manca tanto, merda, di merda, una merda, che merda,
        merde, merdos*, pezzo di merda, pezzi di merda, cazzo, che cazzo, del cazzo, cazzata, cazzate, col cazzo,
        minchia che schifo, minchiate, stronz*, figli di puttana, figlio di puttana, puttanata, puttanate, coglion*,
        testa di cazzo, teste di cazzo, bastard*, vaffanculo, affanculo, fanculo, vaffa, andate a cagare, cagare,
        cagata, cagate, fa cagare, fanno cagare, fate cagare, cesso, un cesso, porcata, porcate, porcheria,
        porcherie, ciofeca, cacata, imbecill*, cretin*, stupid*, scemo, scemi, scema, ignorant*, ignoranza, buffoni,
        buffone, buffonata, pagliacci, pagliacciata, pagliacciate, pagliaccio, assurd*, incompetenza, inett*,
        negligen*, irresponsabil*, menefreghis*, se ne fregano, ve ne fregate, strafottent*, strafottenza,
        arrogant*, arroganza, presuntuos*, prepotent*, prepotenza, scortes*, sgarbat*, antipatic*, cafoni, cafone,
        cafonata, maleducazione, mancanza di rispetto, zero rispetto, irrispettos*, bugiardo, bugiarda, bugie, bugia""",
    "bad?": """
        problema, problemi, purtroppo, caro, ritardo, lento, lenta, peccato, sporco, freddo, reclamo, rotto,
        costoso, costosa, lenti, lente, sporca, sporchi, mediocr*, scadent*, scars*, insipid*, bah, uff, uffa, uffi,
        ufff, meh, cosi cosi, ahime, peccato che, che peccato, confus*, scomod*, rumoros*, nervos*, lamentel*,
        lamentarmi, lamentare, mi lamento, reclami, mi manca, discutibil*""",
    "help": """
        aiuto, aiutatemi, ho bisogno di aiuto, potete aiutarmi, qualcuno puo aiutarmi, mi aiutate, urgente,
        pretendo, esigo, voglio il mio, voglio i miei, voglio un, rispondete, contattatemi, cosa devo fare, cosa
        faccio, per favore risolvete, attendo risposta, risolvete, aiutateci, aiutami, aiutatemi per favore,
        aiutatemi vi prego, aiuto per favore, aiutoo, aiutooo, mi serve aiuto, serve aiuto, chiedo aiuto, mi potete
        aiutare, mi puo aiutare, mi puoi aiutare, puoi aiutarmi, puo aiutarmi, potreste aiutarmi, potresti aiutarmi,
        potete aiutare, potete aiutarci, qualcuno mi aiuta, qualcuno mi aiuti, qualcuno puo aiutare, vi prego, vi
        supplico, vi prego aiutatemi""",
    "question": """
        come posso, come si, come faccio, qualcuno sa, sapete se, quando arriva, quando sara, dove posso, dov e,
        perche, e possibile, posso, potete, avete, c e modo, si puo""",
    "broken": """
        non funziona, non funzionano, non funziona piu, smesso di funzionare, non va, non si apre, non carica, non
        riesco a, non parte, non si accende, guasto, guasta, rotto, rotta, errore, errori, si blocca, bloccato,
        crasha, si chiude, fuori servizio, bug, difettos*, non mi fa, disservizio, disservizi, irraggiungibile, non
        mi funziona, non mi funzionano, ancora non funziona, non sta funzionando, nulla funziona, niente funziona,
        non funziona nulla, non funziona niente, non funziona mai, non funzionava, non funzionante,
        malfunzionament*, smesso di andare, non va piu, non va niente, non va nulla, non va internet, non parte piu,
        non si carica, non si collega, non si connette, non si avvia, non si installa, non si aggiorna, non si
        riesce, non riesco piu, non riesco nemmeno, non riusciamo, non posso accedere, non mi apre""",
    "money": """
        rimborso, rimborsi, rimborsat*, rimborsare, i miei soldi, miei soldi, soldi indietro, addebitato due volte,
        addebitati due volte, addebitato, doppio addebito, addebito, truffa, truffat*, frode, rubato, rubati,
        risarcimento, risarc*, ridatemi i soldi, ridatemi, rivoglio i soldi, rivoglio, rivogliamo i soldi, voglio il
        rimborso, voglio un rimborso, restituitemi, restituire i soldi, restituzione dei soldi, soldi restituiti,
        non rimborsano, mai rimborsat*, nessun rimborso, rimbors*, stornat*, stornare, addebitata, addebitate,
        addebiti, addebitano, mi avete addebitato, mi hanno addebitato, mi addebitano, addebito non autorizzato""",
    "money?": "fattura, bolletta, costi, pagamento, pagato, pagare, prezzo, tariffa",
    "slow": """
        nessuno risponde, non risponde nessuno, non risponde, non rispondono, nessuna risposta, senza risposta, sto
        aspettando, aspetto da, ancora niente, ancora nulla, mai arrivato, non e arrivato, non arriva, non ancora
        arrivato, in ritardo, da settimane, settimane, mi ignorano, irreperibili, attesa, nessuno mi risponde,
        nessuno mi aiuta, nessuno mi richiama, nessuno mi contatta, nessuno sa nulla, nessuno sa niente, nessuno
        risolve, nessuno fa niente, nessuno fa nulla, nessun riscontro, nessuna soluzione, nessuna notizia, nessuna
        assistenza, nessun aiuto, non mi rispondono, non mi risponde, non mi rispondete, non rispondete, non avete
        risposto, non hanno risposto, non rispondono mai, non risponde mai, non mi richiamano, non richiamano, non
        risolvono, non risolvono nulla, non risolvete, non hanno risolto, mai una risposta, mai ricevuto""",
    "churn": """
        disdire, disdetta, disdico, recesso, passo a, cambio operatore, passare alla concorrenza, alla concorrenza,
        mai piu, ultima volta, disinstall*, perso un cliente, perso una cliente, cancellare il mio account, chiudo
        il conto, do disdetta, faro disdetta, daro disdetta, fatto disdetta, ho disdetto, ho fatto disdetta,
        disdiro, disdico tutto, disdire tutto, disdire il contratto, disdire l abbonamento, disdetto l abbonamento,
        disdetto, chiudere il contratto, chiudo il contratto, chiudo l account, chiudo tutto, chiudere il conto,
        chiuso il conto, chiudere l account, cancello l account, cancellare l account, cancello l abbonamento,
        cancellare l abbonamento, cancello tutto, cancello l app, annullo l abbonamento, annullare l abbonamento,
        abbonamento disdetto, recedo""",
    "threat": """
        il mio avvocato, al mio avvocato, mio legale, i miei legali, vie legali, azioni legali, azione legale, vi
        denuncio, vi denuncero, denuncero, querela, vi faccio causa, fare causa, faro causa, in tribunale, per
        avvocati""",
    "legal?": """
        avvocato, avvocati, denuncia, tribunale, illegale, causa, polizia, carabinieri, consumatori, agcm, codacons""",
    "danger": """
        preso fuoco, prende fuoco, incendio, in fiamme, esplos*, scossa elettrica, bruciato, bruciata, ustion*,
        ospedale, pronto soccorso, ambulanza, intossicazione, intossicat*, avvelen*, reazione allergica, ferito,
        ferita, feriti, lesioni, soffoc*, quasi morto, suicid*, fuga di gas, vetro nel, vetro nella, freni""",
    "safety?": "pericolos*, pericolo, insicur*, fumo, scintille, malato, malata, vomit*, muffa, scarafagg*, tossic*",
    "leak": """
        i miei dati, miei dati personali, fuga di dati, furto di dati, furto d identita, dati di altri, dati di un
        altro, hackerat*, account violato, account hackerato, account di un altro, pubblicato il mio, violazione dei
        dati, rubato i dati""",
    "privacy?": "privacy, dati personali, password, sicurezza, garante, violat*, hacker",
    "sell": """
        comprare follower, compra follower, guadagna, guadagnare online, clicca qui, codice sconto, casino, prestito
        veloce, visita il mio, offerta limitata, lavora da casa, rendita passiva, seguitemi, soldi facili""",
    "hint": "gratis, offerta, sconto, bitcoin, cripto, promozione, regalo",
    "chatter": """
        offerta di lavoro, assumiamo, cerchiamo, posizione aperta, annuncia, presenta, lancia, comunicato, secondo,
        inaugura, azioni di""",
    "good?": """
        comodo, comoda, comodi, utile, utili, interessant*, simpa, decent*, curato, curata, ahah, haha, lol,
        brillante, brillanti, disponibilissimi e, incredibile, incredibili, apprezz*""",
    "sarcasm": """
        bravi complimenti, grazie per niente, grazie per nulla, grazie di niente, grazie tante eh, grazie eh, ma che
        sorpresa, ma che strano, come no, si come no, certo come no, ci mancava solo, ci mancava pure, mancava solo
        questa, e ti pareva""",
}
