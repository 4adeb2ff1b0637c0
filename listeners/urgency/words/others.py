"""Small words of languages we do not read, so that they are not taken for one we do. As `fold` leaves them."""

GRAMMAR = {
    "ca": """
        amb, pero, aquest, aquesta, els, molt, tambe, nomes, mes, que, perque, hi, ja, dels, vaig, fer, avui, sempre""",
    "cs": """
        je, se, na, to, ze, jsem, ale, jak, tak, uz, jen, nebo, pro, byl, byla, jsou, jako, kdyz, mam, neni,
        protoze, ktery, vcera, nefunguje, dnes""",
    "da": """
        jeg, ikke, det, og, er, til, med, har, af, en, som, den, pa, vi, fra, eller, hvad, hvor, siden, ogsa, meget,
        fordi""",
    "fi": """
        ja, ei, on, se, etta, mutta, mita, kun, niin, ole, olen, minun, taalla, eilen, viela, kuin, toimi, vain,
        myos, nyt""",
    "hu": """
        az, hogy, nem, es, egy, ez, van, meg, csak, mar, de, volt, nagyon, mert, tegnap, ota, is, vagy, lehet,
        mukodik""",
    "id": """
        yang, dan, di, ini, itu, tidak, dengan, untuk, saya, ada, dari, sudah, bisa, akan, sejak, kemarin, tolong,
        tapi, kami, belum, juga, nya, mohon, sangat""",
    "nl": """
        de, het, een, ik, niet, van, en, dat, is, op, te, voor, met, zijn, maar, ook, heb, al, mijn, er, nog, naar,
        wil, wel, aan, bij, wordt, geen, kan, om, deze, weken, gehoord, graag""",
    "no": """
        jeg, ikke, det, og, er, til, med, har, av, en, som, den, pa, vi, fra, eller, hva, hvor, siden, ogsa, veldig,
        fordi""",
    "pl": """
        nie, sie, na, jest, to, ze, jak, ale, od, do, za, co, tak, czy, juz, tylko, mam, moje, przez, dla, wczoraj,
        nikt, bo, dziala, prosze, dlaczego, kiedy""",
    "ro": """
        nu, si, la, cu, de, pe, din, este, sunt, care, mai, pentru, ca, ce, sa, nimeni, ieri, am, merge, acest,
        foarte""",
    "sv": """
        jag, inte, och, det, att, ar, har, pa, som, en, for, med, till, av, den, ingen, fran, men, vi, sedan, svar,
        har, mycket, aven, efter, veckor, kundtjanst""",
    "sw": """
        na, ya, kwa, ni, wa, hii, sana, lakini, yangu, hakuna, nina, kuna, tangu, jana, tafadhali, sasa, bado,
        huduma""",
    "tl": """
        ang, ng, sa, mga, na, ako, ko, hindi, po, kayo, yung, lang, naman, kasi, wala, pa, ba, niyo, dito, kahapon""",
    "tr": """
        bir, ve, bu, icin, cok, ama, degil, ne, var, yok, ben, dun, beri, daha, gibi, kadar, sonra, olarak, neden,
        hala, hic, kimse, lutfen, calismiyor, benim""",
    "vi": """
        toi, khong, la, va, cua, cho, co, duoc, nay, da, den, voi, nhung, mot, rat, bi, lai, hom, qua, ai, van,
        nhieu""",
}
