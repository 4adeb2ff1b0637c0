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
        gentile, gentili, gentilissim*, bravi, bello, bella, top""",
    "bad": """
        cattivo, pessimo, pessima, pessimi, orribile, terribile, peggiore, peggio, vergogna, vergognos*, delus*,
        deludente, inutile, odio, arrabbiat*, schifo, schifezza, scandalos*, inaccettabile, indecente, ridicol*,
        disastro, disastros*, incompetent*, truffatori, maleducat*, bugiardi, furios*, indignat*, spazzatura, penoso""",
    "bad?": "problema, problemi, purtroppo, caro, ritardo, lento, lenta, peccato, sporco, freddo, reclamo, rotto",
    "help": """
        aiuto, aiutatemi, ho bisogno di aiuto, potete aiutarmi, qualcuno puo aiutarmi, mi aiutate, urgente,
        pretendo, esigo, voglio il mio, voglio i miei, voglio un, rispondete, contattatemi, cosa devo fare, cosa
        faccio, per favore risolvete, attendo risposta, risolvete""",
    "question": """
        come posso, come si, come faccio, qualcuno sa, sapete se, quando arriva, quando sara, dove posso, dov e,
        perche, e possibile, posso, potete, avete, c e modo, si puo""",
    "broken": """
        non funziona, non funzionano, non funziona piu, smesso di funzionare, non va, non si apre, non carica, non
        riesco a, non parte, non si accende, guasto, guasta, rotto, rotta, errore, errori, si blocca, bloccato,
        crasha, si chiude, fuori servizio, bug, difettos*, non mi fa, disservizio, disservizi, irraggiungibile""",
    "money": """
        rimborso, rimborsi, rimborsat*, rimborsare, i miei soldi, miei soldi, soldi indietro, addebitato due volte,
        addebitati due volte, addebitato, doppio addebito, addebito, truffa, truffat*, frode, rubato, rubati,
        risarcimento, risarc*""",
    "money?": "fattura, bolletta, costi, pagamento, pagato, pagare, prezzo, tariffa",
    "slow": """
        nessuno risponde, non risponde nessuno, non risponde, non rispondono, nessuna risposta, senza risposta, sto
        aspettando, aspetto da, ancora niente, ancora nulla, mai arrivato, non e arrivato, non arriva, non ancora
        arrivato, in ritardo, da settimane, settimane, mi ignorano, irreperibili, attesa""",
    "churn": """
        disdire, disdetta, disdico, recesso, passo a, cambio operatore, passare alla concorrenza, alla concorrenza,
        mai piu, ultima volta, disinstall*, perso un cliente, perso una cliente, cancellare il mio account, chiudo
        il conto""",
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
}
