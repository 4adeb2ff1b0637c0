"""Italian."""

from bot.words.table import Words

WORDS = Words(
    small="""
        il, lo, la, i, gli, le, un, uno, una, e, o, ma, di, del, della, dei, delle, al, alla, ai, alle, a, da, dal,
        dalla, in, nel, nella, con, per, senza, su, sul, sulla, sono, era, essere, questo, questa, quello, io, tu,
        lui, lei, noi, voi, mi, ti, ci, vi, si, mio, mia, suo, tuo, vostro, nostro, nostra, che, chi, come, quando,
        dove, c'e, ha, hai, ho, abbiamo, molto, piu, non, gia, anche, ciao, grazie, buongiorno, quale, perche, dov'e,
        entro""",
    greetings="""
        ciao, salve, buongiorno, buonasera, gentile, caro, cara, egregio, grazie, grazie mille, buon giorno""",
    nobody="""
        a, a te, a tutti, tutti, tutte, mille, per, di, della, del, che, team, amici, amico, amica, cliente, signore,
        signora, ancora, e, da, molto, dalla, dal, anche, ecco, siamo""",
    titles="sig., sig, sig.ra, signor, signora, dott., dott, dottor, dr",
    courtesy="""
        grazie, mille, molte, tante, ciao, salve, buongiorno, gentile, messaggio, opinione, commento, recensione,
        contatt*, averci, aver, scritto, scriv*, interesse, augur*, buona, buon, bella, giornata, serata, settimana,
        cordiali, cordialmente, saluti, saluto, team, felic*, piacere, content*, parole, sostegno, fiducia, tempo,
        condivi*, client*, sempre, ringrazi*, distinti""",
    answers="""
        si, no, certo, non, naturalmente, puoi, puo, potete, bisogna, basta, apri, tocca, premi, clicca, scegli, vai,
        prova, usa, in impostazioni, da, dal, fino, ancora, gia, presto, disponibile, dipende, scrivi, scrivici,
        chiama, mail, perche, c'e, ci sono, abbiamo, funziona, costa, dura, solo, mai, sempre, ogni, scus*, sono,
        entro, alle""",
    sorry="""
        scus*, ci dispiace, mi dispiace, dispiace, spiace, ci spiace, perdon*, chiediamo scusa, nostro errore, colpa
        nostra, siamo spiacenti, rammaric*""",
    complaints="""
        terribile, orribile, pessimo, pessima, vergogna, vergognoso, schifo, schifoso, truffa, furto, inaccettabile,
        non funziona, non funziona piu, non va, ancora non va, addebito doppio, addebitato due volte, rotto, rotta,
        nessuno risponde, nessuno aiuta, nessuna risposta, perso tutto, ho perso, cancellato tutto, deluso, delusa,
        deludente, delusione, stufo, stufa, mai piu, rimborso subito, rivoglio i miei soldi, inutile, si chiude
        sempre, il peggior*, la peggior*, peggiore, senza rete, disastro, pessimo servizio, arrivato rotto, sempre
        bloccato""",
    buy="""
        compra ora, compra subito, compra adesso, acquista ora, acquista subito, acquista adesso, ordina ora, ordina
        subito, approfittane ora, approfittane, approfitta ora, approfitta, non perdere, da non perdere, non
        perdetevi, offerta imperdibile, imperdibile, offerta limitata, offerta esclusiva, offerta speciale, ultima
        occasione, ultimi pezzi, ultimi giorni, solo oggi, compra!, affrettati, iscriviti subito, abbonati ora, il
        miglior prezzo, i migliori prezzi""",
    best="""
        il miglior* ~ del mondo, la miglior* ~ del mondo, i migliori ~ del mondo, il miglior* ~ sul mercato, i
        migliori ~ sul mercato, i migliori ~ in italia, numero uno, imbattibile, imbattibili, insuperabile,
        ineguagliabile, siamo i migliori, il piu economico, la piu economica, i prezzi piu bassi, leader mondiale,
        rivoluzionario, rivoluzionaria""",
    only="solo, a solo, a soli, soli, adesso, ora, ora a, da soli, da solo, appena",
    off="di sconto, sconto, in meno",
    money="""
        prezz*, costa*, quanto, caro, cara, carissim*, economic*, pag*, addebit*, rimbors*, soldi, denaro, tariff*,
        fattura*, sconto*, sconti, offert*, piano, piani, abbonament*, coupon*, buono sconto""",
    ours="""
        chiamaci, chiamateci, il nostro, la nostra, i nostri, nostro, nostra, centralino, numero verde, vieni a
        trovarci, venite a trovarci, siamo in, ci trovi, ci trovate""",
    order="""
        ordine, ordine n., ordine numero, numero d'ordine, numero ordine, cliente, codice cliente, numero cliente,
        conto, numero di conto, prenotazione, numero di prenotazione, fattura, fattura n., numero fattura, ticket,
        pratica, numero di pratica, spedizione, codice di tracciamento, contratto, numero di contratto, polizza,
        codice fiscale""",
    pointing="vedi, ecco, qui, guarda, link, leggi, pagina, piu, info, informazioni, ciao, il, la, questo, su, puoi",
    promises="""
        *eremo, *iremo, *aremo, ti faro sapere, le faro sapere, vi faro sapere, ti ricontattero, la ricontattero, la
        contattero, ti contattero, ti rispondero, le rispondero, controllero, ti scrivero, le scrivero, ti mandero, le
        mandero, ti inviero, le inviero, ti rispondo, le rispondo, ti mando, le mando, ti scrivo, le scrivo, ti
        aggiorno, la aggiorno, vi aggiorniamo, ti aggiorniamo, la aggiorniamo, promesso, prometto, promettiamo,
        garantiamo che, sara risolto, sara riparato, sara rimborsato, sara sostituito, verra risolto, verra riparato,
        verra rimborsato, verra sostituito, verra spedito""",
    polite="""
        saremo, staremo, vedremo, ci rivedremo, resteremo, aspetteremo, apriremo, chiuderemo, festeggeremo""",
    days={"dopodomani": 2, "domani": 1, "oggi": 0, "stasera": 0, "in giornata": 0},
    this_week="questa settimana, fine settimana, in settimana",
    next_week="prossima settimana, settimana prossima",
    weekdays=("lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"),
    months=("gen*", "feb*", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "sett*", "ott*", "nov*", "dic*"),
    counts={
        "un": 1,
        "una": 1,
        "due": 2,
        "tre": 3,
        "quattro": 4,
        "cinque": 5,
        "sei": 6,
        "sette": 7,
        "otto": 8,
        "nove": 9,
        "dieci": 10,
    },
    hours="ora, ore",
    day="giorno, giorni, giorni lavorativi",
    week="settimana, settimane",
)
