"""German."""

WORDS = {
    "grammar": """
        der, die, das, und, ist, nicht, ich, mit, ein, eine, es, auf, fur, von, zu, den, dem, im, sich, auch, wie,
        aber, wir, ihr, mein, meine, bei, nach, seit, hat, habe, haben, wird, war, noch, nur, kein, keine, man,
        euch, bin, sind""",
    "personal": "ich, mein, meine, meinen, meiner, mir, mich, wir, uns, unser, unsere, euch, ihr",
    "no": "nicht, kein, keine, keinen, keiner, nie, niemals, ohne, nichts, weder, kaum",
    "good": """
        gut, gute, guter, gutes, super, toll, tolle, toller, klasse, perfekt*, danke, dankeschon, vielen dank,
        empfehle, empfehlenswert, zufrieden, begeistert, beste, bester, hervorragend*, ausgezeichnet*, wunderbar,
        freundlich*, liebe, lecker, prima, genial, top, schnell, gefallt, spitze, einwandfrei, reibungslos""",
    "bad": """
        schlecht, schlechte, schlechter, schlechtes, schlimm, furchtbar, schrecklich, katastrophe, katastrophal*,
        miserabel, unverschamt*, enttausch*, nutzlos, unbrauchbar, hasse, wutend, verargert, sauer, frech*, mies,
        miese, mull, schrott, scheiss*, scheisse, inakzeptabel, lachhaft, frustrier*, nervt, nervig, unmoglich,
        unfreundlich*, zumutung, armselig, unterirdisch, dreist, lugen, abzocke, betrug, peinlich, unzufrieden,
        saftladen, unfassbar""",
    "bad?": "problem, probleme, beschwerde, leider, teuer, spat, langsam, schade, argerlich, falsch, schmutzig, kalt",
    "help": """
        hilfe, bitte helft, helft mir, helfen sie mir, konnt ihr mir helfen, konnen sie mir helfen, kann mir jemand,
        brauche hilfe, bitte um, bitte meldet, bitte melden, dringend, ich will mein, ich mochte mein, ich brauche,
        ich fordere, was soll ich, bitte behebt, wartet auf antwort, um ruckmeldung, bitte pruft, bitte prufen,
        kummert euch""",
    "question": """
        wie kann ich, wie komme ich, weiss jemand, hat jemand, kann man, kann ich, gibt es, wann kommt, wann wird,
        wo finde ich, wo bleibt, warum, wieso, weshalb, habt ihr, konnt ihr, ist es moglich""",
    "broken": """
        funktioniert nicht, funktionieren nicht, geht nicht, gehen nicht, geht nichts, kaputt, defekt, defekte,
        defekter, sturzt ab, absturz, absturze, abgesturzt, fehler, fehlermeldung, storung, storungen, ausfall,
        ausgefallen, offline, ladt nicht, nicht erreichbar, kann mich nicht einloggen, kann mich nicht anmelden,
        nicht anmelden, nicht einloggen, startet nicht, offnet nicht, lasst sich nicht, hangt sich auf, eingefroren,
        kein netz, kein internet, kein strom""",
    "money": """
        ruckerstattung, erstattung, erstatten, geld zuruck, mein geld, doppelt abgebucht, zweimal abgebucht,
        abgebucht, doppelt berechnet, zu viel berechnet, abzocke, abgezockt, betrug, betruger, betrogen,
        schadensersatz, entschadigung, uberweist""",
    "money?": "rechnung, mahnung, gebuhr, gebuhren, bezahlt, zahlung, zahlen, preis, kosten, lastschrift",
    "slow": """
        keine antwort, keiner antwortet, niemand antwortet, antwortet nicht, antwortet niemand, meldet sich nicht,
        meldet sich niemand, geht niemand ans, geht keiner ans, niemand erreichbar, warte seit, wartet man, wir
        warten, immer noch nicht, immer noch kein*, noch nicht angekommen, nicht angekommen, nie angekommen, kommt
        nicht, verspatet, verspatung, seit wochen, seit tagen, warteschleife, ignoriert, keine reaktion, keine
        ruckmeldung""",
    "churn": """
        kundigen, kundige, kundigung, gekundigt, wechsle zu, wechseln zu, nie wieder, nie mehr, letztes mal, das war
        s, deinstallier*, kunde verloren, kundin verloren, konto loschen, zur konkurrenz""",
    "threat": """
        mein anwalt, meinen anwalt, meinem anwalt, meine anwaltin, unser anwalt, unseren anwalt, rechtsanwalt,
        anwalt eingeschaltet, rechtliche schritte, verklage, verklagen, vor gericht, klage einreichen, anzeige
        erstatt*, zeige euch an, strafanzeige""",
    "legal?": """
        anwalt, klage, gericht, illegal, rechtswidrig, anzeige, verbraucherzentrale, verbraucherschutz, polizei,
        abmahnung""",
    "danger": """
        brennt, in brand, feuer gefangen, in flammen, explodiert, explosion, stromschlag, verbrannt, verbrennung*,
        krankenhaus, notarzt, notaufnahme, krankenwagen, lebensmittelvergiftung, vergiftet, vergiftung, allergische
        reaktion, verletzt, verletzung*, erstickt, verschluckt, beinahe gestorben, fast gestorben, suizid,
        umbringen, gasgeruch, scherben im, splitter im, bremsen versagt, lebensgefahr""",
    "safety?": """
        gefahrlich, gefahr, unsicher, rauch, qualm, funken, krank, ubergeben, schimmel*, kakerlake*, giftig, ruckruf""",
    "leak": """
        meine daten, meine personlichen daten, datenleck, datenpanne, daten geleakt, gehackt, gehackt worden, fremde
        daten, daten anderer, daten von anderen, fremdes konto, konto eines anderen, identitatsdiebstahl, passworter
        im klartext, veroffentlicht meine""",
    "privacy?": "datenschutz, privatsphare, passwort, passworter, sicherheitslucke, sicherheit, personenbezogen*",
    "sell": """
        follower kaufen, geld verdienen, hier klicken, jetzt kaufen, jetzt bestellen, rabattcode, gutscheincode,
        online casino, casino, sofortkredit, besuche meine, besucht meine, passives einkommen, schnell reich, von
        zuhause arbeiten, folgt mir""",
    "hint": "gratis, kostenlos, rabatt, angebot, bitcoin, krypto, gewinnspiel, aktion",
    "chatter": """
        stellenangebot, wir suchen, jobangebot, m w d, bewirb dich, karriere, stellenanzeige, gibt bekannt,
        prasentiert, eroffnet, pressemitteilung, laut, quartalszahlen, aktie, ubernimmt, vorstand""",
}
