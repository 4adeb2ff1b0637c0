"""German."""

from bot.words.table import Words

WORDS = Words(
    small="""
        der, die, das, den, dem, des, ein, eine, einen, einem, einer, und, oder, aber, von, vom, zu, zum, zur, in, im,
        an, am, auf, fur, mit, aus, bei, nach, seit, ist, sind, war, sein, wird, werden, es, dies, diese, ich, du, er,
        sie, wir, ihr, ihnen, uns, mich, mein, meine, euch, unser, unsere, hat, haben, habe, kann, kein, keine, nicht,
        so, wenn, wie, was, wann, wo, wer, sehr, auch, schon, noch, nur, hallo, danke, bitte, gibt, bis, um, ab""",
    greetings="""
        hallo, hi, hey, guten tag, guten morgen, guten abend, moin, servus, liebe, lieber, sehr geehrte, sehr
        geehrter, danke, vielen dank""",
    nobody="""
        zusammen, alle, allerseits, team, fur, dir, ihnen, euch, freunde, kunde, kundin, gaste, und, das, dass,
        wieder, leute, damen, herren, nochmals, grusse, sehr, wir, es, ist, auch, noch, zuruck, nutzer""",
    titles="herr, frau, herrn, dr, dr., prof",
    courtesy="""
        danke, dank, vielen, herzlich*, hallo, guten, tag, lieb*, geehrt*, nachricht, anfrage, ruckmeldung, bewertung,
        feedback, interesse, frage, schon*, wunsch*, woche, wochenende, grusse*, gruss, freundlich*, team, freu*,
        kontakt*, worte, lob, vertrauen, zeit, kund*, gern*, immer, fan, nehmen, genommen, geschrieben, meldung""",
    answers="""
        ja, nein, nicht, klar, naturlich, leider, konnen sie, kannst du, konnt ihr, geht, offnen, tippen, klicken,
        wahlen, unter, versuchen, einfach, seit, bis, ab, noch, schon, bald, verfugbar, kommt darauf an, schreiben
        sie, mail, anrufen, weil, es gibt, gibt es, wir haben, lauft, funktioniert, kostet, dauert, nur, nie, immer,
        jeden, jede, entschuldig*, ist, sind, innerhalb, darf, durfen, kann, muss, mussen""",
    sorry="""
        leid, entschuldig*, verzeih*, bedauer*, pardon, sorry, unser fehler, unser versehen, schuld liegt bei uns""",
    complaints="""
        katastrophe, katastrophal, schrecklich, furchtbar, unverschamt*, frechheit, zumutung, unmoglich, betrug,
        abzocke, funktioniert nicht, funktioniert wieder nicht, geht nicht, geht schon wieder nicht, geht wieder
        nicht, immer noch nicht, doppelt abgebucht, zweimal abgebucht, kaputt, defekt, niemand antwortet, keiner
        antwortet, niemand hilft, keine antwort, alles weg, notizen weg, geloscht, inakzeptabel, enttauscht,
        enttauschend, enttauschung, nie wieder, geld zuruck, nutzlos, sturzt ab, sturzt standig ab, warte noch immer,
        warte immer noch, mieser service, schlechter service, schlimmste*, saftladen, ohne internet""",
    buy="""
        jetzt kaufen, jetzt bestellen, jetzt zugreifen, jetzt sichern, jetzt ~ bestellen, jetzt ~ kaufen, kauf jetzt,
        kaufen sie jetzt, bestellen sie jetzt, schnell zugreifen, zugreifen, nicht verpassen, verpassen sie nicht,
        verpass nicht, nur heute, nur fur kurze zeit, solange der vorrat reicht, letzte chance, sonderangebot,
        exklusives angebot, top angebot, jetzt abonnieren, jetzt anmelden und sparen, kaufen!, sparen sie jetzt""",
    best="""
        das beste ~ der welt, der beste ~ der welt, die beste ~ der welt, die besten ~ der welt, das beste ~ aller
        zeiten, das beste ~ am markt, die besten ~ am markt, der beste preis, nummer eins, unschlagbar*,
        unubertroffen*, konkurrenzlos, wir sind die besten, der billigste, das billigste, die billigste, zum besten
        preis, die gunstigsten preise, marktfuhrer, weltklasse, revolutionar*""",
    only="nur, fur nur, jetzt, jetzt nur, schon ab, ab nur, fur schlappe, bloss",
    off="rabatt, reduziert, gunstiger, nachlass, billiger",
    money="""
        preis*, kost*, teu*r*, billig*, gunstig*, zahl*, bezahl*, abgebucht*, erstatt*, geld, gebuhr*, rechnung*,
        rabatt*, angebot*, tarif*, abo, abos, gutschein*, was kostet, wie viel, wieviel""",
    ours="""
        rufen sie uns, ruf uns, unser*, hotline, zentrale, besuchen sie uns, besuch uns, kommen sie vorbei, komm
        vorbei, wir sitzen, sie finden uns, du findest uns, servicenummer""",
    order="""
        bestellung, bestellung nr., bestellnummer, bestellnr., auftrag, auftragsnummer, kunde, kundennummer,
        kundennr., kontonummer, konto, buchung, buchungsnummer, reservierung, rechnung, rechnungsnummer, ticket,
        ticketnummer, vorgang, vorgangsnummer, sendungsnummer, vertragsnummer, versicherungsnummer, fallnummer,
        paketnummer""",
    pointing="siehe, hier, schau, mal, link, lesen, seite, mehr, info, infos, das, die, der, sie, bitte, hallo",
    promises="""
        wir werden ~ *en, ich werde ~ *en, werden wir ~ *en, werde ich ~ *en, wird ~ behoben, wird ~ repariert, wird ~
        ersetzt, wird ~ erstattet, wird ~ geliefert, wird ~ erledigt, melden uns, melde mich, kummern uns, kummere
        mich, gebe ~ bescheid, geben ~ bescheid, wir prufen, ich prufe, wir beheben, ich behebe, wir reparieren, wir
        ersetzen, wir erstatten, wir schicken, ich schicke, schicken ihnen, schicken dir, wir senden, ich sende,
        senden ihnen, wir liefern, kommen auf sie zu, kommen auf dich zu, komme auf sie zu, versprech*, wir
        versprechen, versprochen, halten sie auf dem laufenden, halte sie auf dem laufenden, halten dich auf dem
        laufenden, sie horen von uns, du horst von uns, wir garantieren""",
    polite="""
        wir werden oft *, wir werden immer *, wir werden gefragt*, wir werden uns freuen, ich werde mich freuen, wir
        werden sehen, wir liefern, wie versprochen""",
    days={"ubermorgen": 2, "morgen": 1, "heute": 0, "heute abend": 0, "heute noch": 0},
    this_week="diese woche, dieser woche, ende der woche",
    next_week="nachste woche, kommende woche, nachster woche",
    weekdays=("montag*", "dienstag*", "mittwoch*", "donnerstag*", "freitag*", "samstag*", "sonntag*"),
    months=("januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "sept*", "okt*", "nov*", "dez*"),
    counts={
        "ein": 1,
        "eine": 1,
        "einem": 1,
        "einer": 1,
        "zwei": 2,
        "drei": 3,
        "vier": 4,
        "funf": 5,
        "sechs": 6,
        "sieben": 7,
        "acht": 8,
        "neun": 9,
        "zehn": 10,
    },
    hours="stunde, stunden",
    day="tag, tage, tagen, werktagen, werktage, arbeitstagen",
    week="woche, wochen",
)
