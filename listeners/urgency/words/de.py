"""German."""

WORDS = {
    "grammar": """
        der, die, das, und, ist, nicht, ich, mit, ein, eine, es, auf, fur, von, zu, den, dem, im, sich, auch, wie,
        aber, wir, ihr, mein, meine, bei, nach, seit, hat, habe, haben, wird, war, noch, nur, kein, keine, man,
        euch, bin, sind, zwei, beim, vom, einen, oder, drei, ohne, uber, leute, meiner, einem, dann, liegt, neue,
        furs, weil, hatte, steht, vier, er, einer, lieber, morgen, danach, waren, sonst, wenn, sehen, neuen, gibts,
        allen, minuten, doch, heisst, hallo, seite, lauft, grad, statt, stehen, durch, eure, alte, haus, jeder,
        woche, abgelehnt, termin, geliefert, bestellt, nr, funf, beitrag, darf, drin, gerade, schaut, unserer, tur,
        abend, nachbarn, genau, stunde, gesagt, dass, sieht, sonntag, tun, paket, falls, herrn, unsere, stunden,
        ihn, damit, gestern, fernseher, namen, lassen, akku, hund, wissen, monteur""",
    "personal": "ich, mein, meine, meinen, meiner, mir, mich, wir, uns, unser, unsere, euch, ihr",
    "no": "nicht, kein, keine, keinen, keiner, nie, niemals, ohne, nichts, weder, kaum",
    "good": """
        gut, gute, guter, gutes, super, toll, tolle, toller, klasse, perfekt*, danke, dankeschon, vielen dank,
        empfehle, empfehlenswert, zufrieden, begeistert, beste, bester, hervorragend*, ausgezeichnet*, wunderbar,
        freundlich*, liebe, lecker, prima, genial, top, schnell, gefallt, spitze, einwandfrei, reibungslos, besten,
        bestes, bestens, besser als erwartet, gutem, sehr gut, richtig gut, echt gut, tut gut, tat gut, tollen,
        tolles, superb, supi, superschon*, superlieb*, supergut, super gut, klasser, spitzenmassig*, spitzenklasse,
        weltklasse, erstklassig*, grossartig*, grandios*, fantastisch*, phantastisch*, fantastico, brillant*,
        exzellent*, exquisit, vorzuglich*, famos*, phanomenal*, sensationell*, uberragend*, herausragend*,
        bombastisch*, atemberaubend*, traumhaft*, bezaubernd*, zauberhaft*, entzuckend*, marchenhaft*, magisch*,
        wunderschon*, wundervoll*, wunderbar*, wunderhubsch*, schone, schones, schonen, schonem, schonste*, schoen,
        schoene*, bildschon*, hubsch*, susse, susser, susses, sussen, suss, zuckersuss*, knuffig*, niedlich*,
        goldig*, herzallerliebst*, putzig*, liebenswert*, liebenswurdig*, liebevoll*, lieb dich, lieb euch, hab dich
        lieb, hdl, hdgdl, ild, ich liebe, liebt, lieben wir, liebe dich, liebe es, geliebt, verliebt, verliebe*,
        verknallt, liebling*, schatz, schatzi, kussi, knutscha, bussi, umarmung, umarme dich, dicker drucker, fuhl
        dich gedruckt, herzlich*, herzerwarmend*, herz geht auf, ins herz geschlossen, warmherzig*, gluck gehabt,
        gluckwunsch*, gratulation*, gratuliere, gratulieren, glucklich*, uberglucklich*, gluckselig*, glucksgefuhl*,
        happy, frohlich*, frohe weihnachten, frohes neues, frohe ostern, frohes fest, frohes neues jahr, alles gute,
        alles liebe, happy birthday, tausend dank, lieben dank, besten dank, dankbar*, danke schon, danke euch,
        danke dir, dankee, dankeee, merci, thx, vielen lieben dank, freue mich, freu mich, freut mich, ich freue,
        ich freu, wir freuen uns, freuen uns, freust du dich, vorfreude, freude, freudig*, freudentranen, gefreut,
        erfreut*, erfreulich*, riesenfreude, kanns kaum erwarten, kaum erwarten, endlich wochenende, endlich urlaub,
        endlich ferien, endlich feierabend, endlich frei, juhu, juhuu, juhuuu, juchu, juhe, jippie, yippie, jipiie,
        hurra, hurraa, yay, yeah, yeahh, jaaa, jaaaa, jawoll, jawohl endlich, wuhu, wuhuu, woohoo, yeay, yes
        endlich, geil, geile, geiler, geiles, geilen, geilste*, megageil*, saugeil, affengeil, oberaffengeil,
        saustark*, mega gut, mega geil, mega lecker, mega schon, megacool, cool, coole, cooler, cooles, coolen,
        coolste*, lassig, lassige, stark gespielt, hammer geil, der hammer, voll der hammer, hammermassig*,
        wahnsinnig gut, wahnsinnig schon, der wahnsinn, bombig, nice, nices, nicer, top qualitat, top leistung,
        topp, tiptop, tip top, eins a, daumen hoch, chapeau, hut ab, respekt, ehrenmann, ehrenfrau, beste leben,
        bester mann, beste frau, babo, stabil, legende, legendar*, episch*, kultig*, meisterwerk*, meisterhaft*,
        meisterleistung, glanzleistung, glanzstuck, meisterklasse, sehenswert*, lesenswert*, horenswert*,
        preiswert*, lohnenswert*, lohnt sich, hat sich gelohnt, jeden cent wert, sein geld wert, ihr geld wert,
        jeden euro wert, kaufempfehlung, absolute empfehlung, klare empfehlung, sehr zu empfehlen, zu empfehlen, nur
        empfehlen, weiterempfehl*, weiterzuempfehlen""",
    "bad": """
        schlecht, schlechte, schlechter, schlechtes, schlimm, furchtbar, schrecklich, katastrophe, katastrophal*,
        miserabel, unverschamt*, enttausch*, nutzlos, unbrauchbar, hasse, wutend, verargert, sauer, frech*, mies,
        miese, mull, schrott, scheiss*, scheisse, inakzeptabel, lachhaft, frustrier*, nervt, nervig, unmoglich,
        unfreundlich*, zumutung, armselig, unterirdisch, dreist, lugen, abzocke, betrug, peinlich, unzufrieden,
        saftladen, unfassbar, schlechten, schlechtem, schlechteste*, schlimme, schlimmer, schlimmes, schlimmen,
        schlimmste*, furchtbare*, furchterlich*, schreckliche*, entsetzlich*, grauenhaft*, grauenvoll*, grauslich*,
        grasslich*, grottig*, grottenschlecht*, ekelhaft*, ekel, ekelig*, eklig*, widerlich*, abscheulich*,
        abartig*, abstossend*, widerwartig*, angewidert, pfui, igitt, baah, kotz, kotzt mich, kotzen, zum kotzen,
        angekotzt, gekotzt, kotzubel, ankotzen, kacke, kack, kackt, kackscheisse, verkackt, scheise, scheisze, shit,
        shice, beschissen*, verschissen, bullshit, bockmist, mist, so ein mist, mistding, mistkerl, verdammt*,
        verflucht*, verflixt*, fuck*, abgefuckt, gefickt, fick dich, fickt euch, verfickt*, wtf, arsch, arschloch*,
        arschgeige, am arsch, verarscht, verarsche, verarschen, verarschung, hurensohn*, wichser*, wixer, fotze*,
        schlampe*, bastard*, drecks*, dreckig*, sauerei, schweinerei, schwachsinn*, schwachkopf, blodsinn,
        bloedsinn, unsinn, quatsch, dumm, dumme, dummer, dummes, dummen, dummste*, dummheit, dummkopf, strohdumm,
        saudumm, blod, blode, bloder, blodes, bloden, bloed, bloede*, saublod*, doof, doofe, doofer, doofes, doofen,
        damlich*, bescheuert*, bekloppt*, hirnlos*, hirnverbrannt*, hirnrissig, idiot*, trottel*, depp, deppen,
        volldepp, vollidiot*, vollpfosten, spast*, versager*, loser, lugner*, lugt, luge, gelogen, verlogen*,
        heuchler*, scheinheilig*, heuchelei, feige, feigling*, egoistisch*, geizig*, gierig*, geldgier*, gierhals,
        raffgier*, arrogant*, arroganz, uberheblich*, dreistigkeit, dreiste, dreister, respektlos*, pampig*,
        patzig*, rotzig*, unhoflich*, inkompetent*, inkompetenz, unfahig*, unprofessionell*, unserios*,
        unzuverlassig*, unverlasslich, verantwortungslos*, fahrlassig*, rucksichtslos*, schlampig*, pfusch, pfuscht,
        gepfuscht, murks, vermurkst, minderwertig*, billigschrott, billigware, billiger schrott, ramsch, plunder,
        schund, elektroschrott, schrottig*, mulltonne, fur die tonne, fur n arsch, fur den arsch, furn arsch, zum
        wegwerfen, weggeschmissen, weggeworfen, rausgeschmissenes geld, geldverschwendung, zeitverschwendung,
        verschwendung, verschwendet, vergeudet, nicht empfehlenswert, nicht zu empfehlen, nicht empfehlen, keine
        empfehlung, keine kaufempfehlung, nicht wert, nicht zufrieden, nicht gut, nicht schon, nicht lustig, nicht
        zu gebrauchen, nicht zumutbar, nicht akzeptabel, nicht normal, nicht mehr normal, nicht fair, unfair*,
        ungerecht*, unzumutbar*, unertraglich*, unerhort*, unverantwortlich*, untragbar*, unterste schublade, unter
        aller sau, unter aller kanone, unbefriedigend*, ungenugend, ungeniessbar*, geschmacklos*, fad, fade, fader,
        versalzen, verkocht, verdorben, vergammelt*, gammelig*, verfault, faulig, stinkt, stinken, stinkig*, stank,
        gestank, muffig*, mieser, mieses, miesen, mieseste*, miesen tag, mieserabel, erbarmlich*, jammerlich*,
        klaglich*, lacherlich*, peinliche*, fremdscham*, blamabel, blamage, blamiert, schande, schandlich*,
        beschamend*, schamlos*, skandal*, desastros*, desaster, debakel, fiasko, alptraum*, albtraum*, horror,
        horrormassig, horrend*, tragisch*, tragodie, drama pur, chaos, chaotisch*, zumutungen, katastrophen*,
        langweilig*, langeweile, stinklangweilig, todlangweilig, einschlafernd*, zum einschlafen, langatmig*, zah
        wie, lahm, lahmarschig*, uberbewertet*, uberhypt, uberflussig*, sinnlos*, zwecklos*, nutzlose*, wertlos*,
        hasslich*, scheusslich*, kitschig, hass, hasst, gehasst""",
    "bad?": """
        problem, probleme, beschwerde, leider, teuer, spat, langsam, schade, argerlich, falsch, schmutzig, kalt,
        naja, na ja, nunja, geht so, so lala, mittelmassig*, durchschnittlich, durftig*, mangelhaft*, mau, seltsam*,
        komisch*, merkwurdig*, fragwurdig*, zweifelhaft*, bedenklich*, skeptisch, verwirrt, verwirrend*,
        kompliziert*, schwierig*, anstrengend*, muhsam, hungrig, kein hunger, frieren, friere, saukalt, arschkalt,
        zu heiss, regen schon wieder, regnet schon wieder, wieder regen, regnet wieder, montag schon, stau, arbeiten
        muss, muss arbeiten, hausaufgaben, klausuren, prufungsstress, lernen muss, ubertrieben, enttausche, zu
        klein, zu gross, zu laut, zu lang, zu kurz, zu spat, laut und, larm, teure, teurer, teures, fehlerhaft,
        mangel, nachteil*, schwach, schwache""",
    "help": """
        hilfe, bitte helft, helft mir, helfen sie mir, konnt ihr mir helfen, konnen sie mir helfen, kann mir jemand,
        brauche hilfe, bitte um, bitte meldet, bitte melden, dringend, ich will mein, ich mochte mein, ich brauche,
        ich fordere, was soll ich, bitte behebt, wartet auf antwort, um ruckmeldung, bitte pruft, bitte prufen,
        kummert euch, hilfeee, hilfee, hilfeeee, zu hilfe, hilf mir, hilf mir bitte, helft mir bitte, bitte helfen,
        bitte hilfe, bitte um hilfe, kann jemand helfen, kann wer helfen, konnte mir jemand, konnen sie helfen,
        konnt ihr helfen, konnt ihr bitte, konnten sie bitte, konntet ihr bitte, konntet ihr mir, wer kann helfen,
        wer hilft mir, jemand helfen, benotige hilfe, benotigen hilfe, brauchen hilfe""",
    "question": """
        wie kann ich, wie komme ich, weiss jemand, hat jemand, kann man, kann ich, gibt es, wann kommt, wann wird,
        wo finde ich, wo bleibt, warum, wieso, weshalb, habt ihr, konnt ihr, ist es moglich""",
    "broken": """
        funktioniert nicht, funktionieren nicht, geht nicht, gehen nicht, geht nichts, kaputt, defekt, defekte,
        defekter, sturzt ab, absturz, absturze, abgesturzt, fehler, fehlermeldung, storung, storungen, ausfall,
        ausgefallen, offline, ladt nicht, nicht erreichbar, kann mich nicht einloggen, kann mich nicht anmelden,
        nicht anmelden, nicht einloggen, startet nicht, offnet nicht, lasst sich nicht, hangt sich auf, eingefroren,
        kein netz, kein internet, kein strom, funktioniert nich, funzt nicht, funzt nich, funkt nicht, fkt nicht,
        tut nicht mehr, tuts nicht, tut nix, geht nich, geht net, geht nix, geht gar nichts, geht gar nix, geht
        nicht mehr, gehts nicht, geht nicht an, geht immer aus, ging nicht, funktionierte nicht, hat nicht
        funktioniert, nicht funktioniert, funktioniert nicht mehr, nicht mehr funktioniert, funktioniert gar nicht,
        funktioniert nur, nicht nutzbar, nicht funktionsfahig, funktionsunfahig, kaputte, kaputter""",
    "money": """
        ruckerstattung, erstattung, erstatten, geld zuruck, mein geld, doppelt abgebucht, zweimal abgebucht,
        abgebucht, doppelt berechnet, zu viel berechnet, abzocke, abgezockt, betrug, betruger, betrogen,
        schadensersatz, entschadigung, uberweist, geld zuruckerstatt*, geld wieder, mein geld zuruck, mein geld
        wieder, euer geld, geld weg, geld futsch, geld ist weg, geld verloren, geld geklaut, geld abgebucht, geld
        abgezogen, zuviel abgebucht, zu viel abgebucht, falsch abgebucht, mehrfach abgebucht, unberechtigt
        abgebucht, unrechtmassig, ungefragt abgebucht, einfach abgebucht, trotzdem abgebucht, weiter abgebucht,
        weiterhin abgebucht, abbuchung, abbuchungen""",
    "money?": "rechnung, mahnung, gebuhr, gebuhren, bezahlt, zahlung, zahlen, preis, kosten, lastschrift",
    "slow": """
        keine antwort, keiner antwortet, niemand antwortet, antwortet nicht, antwortet niemand, meldet sich nicht,
        meldet sich niemand, geht niemand ans, geht keiner ans, niemand erreichbar, warte seit, wartet man, wir
        warten, immer noch nicht, immer noch kein*, noch nicht angekommen, nicht angekommen, nie angekommen, kommt
        nicht, verspatet, verspatung, seit wochen, seit tagen, warteschleife, ignoriert, keine reaktion, keine
        ruckmeldung, keine antworten, keine antwort bekommen, noch keine antwort, bis heute keine, immernoch nicht,
        immernoch kein*, immer noch auf, noch immer nicht, noch immer kein*, bis heute nicht, bis jetzt nicht, noch
        nichts, noch nichts gehort, nichts gehort, nie wieder gehort, nie geantwortet, nie gemeldet, nicht
        geantwortet, nicht gemeldet, nicht beantwortet, unbeantwortet, keiner meldet sich, keiner meldet, keiner
        reagiert, niemand reagiert, reagiert niemand, reagiert keiner, niemand meldet, niemand hilft, keiner hilft""",
    "churn": """
        kundigen, kundige, kundigung, gekundigt, wechsle zu, wechseln zu, nie wieder, nie mehr, letztes mal, das war
        s, deinstallier*, kunde verloren, kundin verloren, konto loschen, zur konkurrenz, kundige ich, kundige
        jetzt, kundige sofort, hab gekundigt, habe gekundigt, abo gekundigt, abo kundigen, vertrag kundigen, vertrag
        gekundigt, mitgliedschaft kundigen, werde kundigen, werden kundigen, wurde kundigen, will kundigen, mochte
        kundigen, muss kundigen, sofort kundigen, kundigung ist raus, kundigung raus, kundigung geschickt, kundigung
        eingereicht, sonderkundigung*, stornieren, storniert, storniere, widerrufen, widerruf, widerrufe,
        abbestellt, abbestellen""",
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
    "good?": """
        lol, haha, hahaha, hahahaha, hihi, hehe, hrhr, lmao, rofl, krass, mega, hammer, spass, hoffnung, hoffe,
        hoffentlich, ordentlich, passt schon, ganz nett, ganz gut, ganz okay, okay, okey, solide, solider, solides,
        brauchbar*, annehmbar, nutzlich*, praktisch*, interessant*, spannend*, besser, verbessert, verbesserung,
        chillig*, chillen, gechillt, entspannen, sonnig""",
    "sarcasm": """
        na toll, na super, na prima, na klasse, na bravo, na danke, na vielen dank, na herzlichen gluckwunsch, ganz
        toll, ganz grosses kino, grosses kino, ganz grosse klasse, ganz tolle leistung, echt toll gemacht, toll
        gemacht""",
}
