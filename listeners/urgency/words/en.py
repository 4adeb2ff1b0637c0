"""English."""

WORDS = {
    "grammar": """
        the, and, is, are, was, were, this, that, with, have, has, had, of, to, my, your, you, they, it, it s, for,
        on, in, at, be, been, will, would, what, when, why, how, who, an, from, just, so, i, i m, we, since, two,
        says, or, after, us, before, three, four, but, same, old, said, she, even, next, thing, month, asked, left,
        then, whole, under, both, morning, say, line, may, told, tell, box, think, third, put, ordered, until, kids,
        everyone, read, right, car, hello, own, friday, swiftle, opened, shows, its, dey, times, letter, goes,
        kindly, dead, half, door, ten, branch, daughter, house, drop, ask, doing, than, closed, changed, moved,
        jollytel, while, dad, blue, saw, their, near, ever, harvestgate, used, entire, tuesday, bought, somebody,
        brightspan, manager, each, many, flickhaven, castlebrook, mother, tavoro, floor, velvora, everybody,
        running, through, tonight, pindle, ours, always, inside, wants, velomar, sat, yesterday, shut, shall, gets,
        marlowick, freshlane, behind, quillbase, step, saturday, already, across, noticed, though, instead, sister,
        fernfield, names, pin, star, cat, lagos, because, asking, label, solenne, pedalo, live, little, those, move,
        booked, tablora, corvane, flat, lumenor, kept, 5th, northgate, green, hollowmere, voltanna, fit, evening,
        barkwell, dock, meridian, notarium""",
    "personal": "i, i m, i ve, i d, my, me, we, our, us, myself, you, your",
    "no": """
        no, not, never, without, isn t, wasn t, aren t, weren t, didn t, don t, doesn t, hasn t, haven t, hadn t,
        won t, can t, cannot, couldn t, wouldn t, nothing, none, zero, hardly, barely, nor, neither, no more, free
        of""",
    "good": """
        problem solved, issue resolved, problem fixed, issue fixed, can t recommend it enough, can t fault, great,
        good, love, loved, loves, loving, excellent, amazing, awesome, fantastic, perfect*, wonderful, brilliant,
        happy, delighted, impressed, impressive, recommend*, thank you, thanks, thx, grateful, best, helpful,
        friendly, lovely, superb, outstanding, beautiful*, delicious, enjoy*, pleased, glad, works great, works
        well, like a charm, five stars, kudos, well done, congrats, congratulations, favorite, favourite, reliable,
        smooth*, easy to use, saved my, life saver, lifesaver, top notch, flawless*, nice, cool, fast, quick*,
        solved, sorted, excited, exciting, excitement, proud, proudest, so proud of, can t wait, cannot wait, cant
        wait, happy birthday, happy bday, happy anniversary, happy new year, merry christmas, merry xmas, happy
        easter, happy thanksgiving, happy holidays, happier, happiest, happily, happiness, congratz, grats, gratz,
        way to go, good luck, break a leg, good job, great work, good work, nailed it, nailed that, killed it,
        killing it, smashed it, crushed it, aced, aced it, rocked it, you rock, you rule, rocks my world,
        hilarious*, funny, funniest, fun, so much fun, cracked me up, made me laugh, made my day, made my week, made
        my night, made me smile, made me happy, makes me smile, makes me happy, makes me laugh, smile, smiles,
        smiling, laughing, laughed so hard, giggl*, cute, cuter, cutest, cutie, cutie pie, cuties, adorable, adorbs,
        precious moment*, sweetie, sweety, so sweet, gorgeous*, stunning*, breathtaking*, pretty girl, so pretty,
        prettiest, handsome, hottie, charming, delightful*, delight, marvelous*, marvellous*, magnificent*,
        spectacular*, phenomenal*, incredible, unbelievably good, sensational, exceptional*, extraordinary,
        splendid*, terrific, fab, fabulous*, amazeballs, amazin, amazingly, awsome, awesomeness, awesomesauce, epic
        win, legend, masterpiece, masterclass, work of art, must watch, must see, must buy, worth watching, worth
        reading, worth seeing, worth it, well worth, worth every, totally worth, worth the money, worth the wait,
        worth the price, value for money, great value, bang for, bargain, game changer, gamechanger, life changing,
        mind blowing, mindblowing, blew my mind, blown away, blew me away, jaw dropping, gripping, captivating,
        enthralling, spellbinding, page turner, heartwarming, heart warming, uplifting, inspiring, inspirational,
        touching story, moving story, riveting, thrilling, thrilled, overjoyed, ecstatic, elated, pumped, psyched,
        hyped, buzzing for, over the moon, on cloud nine, on cloud 9, jumping for joy, joy, joyful, joyous, cheered
        me up, cheers me up, blessed, feeling blessed, blessing, blessings, thankful, thank u, thank goodness, thank
        ya, thankyou, thanku, thnx, thanx, thankss, tysm, tyvm, tyty, ty so much, appreciate, appreciated,
        appreciates, much appreciated, gratitude, loooove, looove, loove, lovee, loveee, luv, luvs, luved, lurve,
        lovin, lovingly, lovin it, luv ya, love ya, ily, ilysm, i heart, adore, adores, adored, adoring, fell in
        love, in love with, heart melted, melts my heart, stole my heart, favorites, favourites, faves, fav, favs,
        my favorite, my go to, yay, yaay, yayy, yayyy, yayyyy, woohoo, woo hoo, wohoo, woot, w00t, whoop whoop,
        hooray, hurray, hurrah, yippee, yipee, yeehaw, woop, whoohoo, hell yeah, hell yes, heck yeah, fuck yeah,
        fuck yes, oh yeah baby, love this, love these, feels good, feel good, feeling good, feels great, feeling
        great, feel great, feeling better, feel better, feeling amazing""",
    "good?": """
        fine, okay, ok, decent, solid, better, improved, like it, fixed, lol, lolz, lols, lmao, lmfao, rofl,
        roflmao, haha, hahah, hahaha, hahahaha, hahahahaha, hehe, hehehe, hihi, heehee, teehee, wow, woah, whoa, omg
        yes, woo, yes please, yesss, yess, yessss, ooh, aww, awww, awwww, neat, sweet, rad, groovy, cheers, cheerio,
        goodnight, good night, nighty night, welcome""",
    "bad": """
        laughed at, no show, stranded, let down, bad, terrible, horrible, awful, worst, poor, useless, disappoint*,
        hate, hated, angry, furious, frustrat*, annoy*, disgust*, ridiculous, unacceptable, pathetic, garbage,
        trash, rubbish, crap*, shit*, sucks, suck, joke, nightmare, fed up, rude, incompetent, unprofessional,
        avoid, regret, upset, outrag*, appalling, shocking, shameful, shame on, disgrace*, worthless, waste of,
        mess, unhappy, dreadful, fuming, livid, infuriating, dishonest, misleading, lied, lies, lying, ignored,
        dirty, filthy, stale, not happy, not good, not acceptable, sick of, tired of, had enough, inedible,
        mediocre, overpriced, wtf, ruined, unusable, do better, sick and tired, thanks for nothing, sadly, saddest,
        sadder, so sad, saddened, saddens, saddening, sad face, sadface, unhappiness, cry, crying, cries, cryin,
        bawling, sobbing, sobbed, weeping, in tears, burst into tears, tears in my, teared up, heartbroken, heart
        broken, heart breaking, broke my heart, breaks my heart, broken heart, brokenhearted, gutted, devastated,
        crushed me, depressed, depressing, depression, depresses, miserable, misery, hopeless, helpless, lonesome,
        all alone, so alone, feel alone, homesick, mourning, mourn, mourns, rip to, rest in peace, passed away,
        sorry to hear, my condolences, condolences, miss u, missing you, missing u, missin, miss him, miss her, miss
        them, miss my, missed you, missed my, misses me, i missed, imy, wish i could, wish you were, if only i, can
        t sleep, cant sleep, couldn t sleep, exhausted, exhausting, worn out, burnt out, burned out, burnout,
        overworked, drained, stressed, stressful, stressing, so stressed, anxiety, panic attack, panicking, worried
        sick, worried, worries me, scared, scares me, scary, frightened, creeped out, creeps me out, nervous,
        dreading, dreads, afraid i, hurts, it hurts, hurting, hurtful, painful, in pain, so much pain, ouch, owie,
        aches, achy, sore throat, headache, headaches, migraine, migraines, toothache, stomach ache, stomachache,
        tummy ache, hungover, hangover, feel sick, feeling sick, feel ill, feeling ill, so sick, i m sick, nauseous,
        nausea, puke, puked, puking, barf, sneezing, flu sucks, runny nose, feel awful, feel like crap, feel
        terrible, feeling down, feeling low, feel bad, feeling bad, ashamed, embarrassed, embarrassing, embarassing,
        embarrassment, humiliat*, mortified, hated it, hates, hating, hater, haters, hateful, h8s, i h8, loathes,
        loathsome, detest, detests, despise, despises, despised, despicable, can t stand, cannot stand, can t bear,
        don t like, didn t like, didn t enjoy, did not like, did not enjoy, doesn t like, disliked, dislikes,
        disliking, don t wanna, dont wanna, dont want to, do not recommend, don t recommend, wouldn t recommend,
        would not recommend, don t buy, do not buy, do not bother, dont bother, don t waste, do not waste, dont
        waste, wasted, waste my, wasted my, wasting my, never watch, not worth, not worth it, isn t worth, wasn t
        worth, not cool, not fair, not funny, not impressed, not fun, not pleased, not satisfied, not recommended,
        not nice, not ok, not okay, not my day, no fun, no good, no bueno, no thanks, no quality, nothing works,
        nothing new here, unfair, unjust, injustice, boring, bored, boredom, so bored, bores me, borefest,
        snoozefest, snooze fest, yawn, yawnfest, dull, dullest, bland, tasteless, flavorless, flavourless, lame,
        lamest, cringy, cringey, cringeworthy, cheesy dialog*, tedious, monotonous, predictable plot, uninspired,
        uninteresting, unfunny, unoriginal, unwatchable, unreadable, unimpress*, underwhelm*, overrated, overhyped,
        pretentious, pointless, senseless, meaningless, mindless, brainless, clueless, plot holes, plot hole, bad
        acting, poorly, poorly made, poorly written, poorly designed, poor quality, badly written, badly made,
        wooden acting, cheaply made, cheap plastic, low quality, bad quality, lousy, shoddy, flimsy, junk, piece of
        junk, piece of crap, bullcrap, utter nonsense, nonsense, drivel, hogwash, tacky, atrocious*, abysmal*,
        horrendous*, horrid, horrific, horribly""",
    "bad?": """
        wrong, problem, problems, issue, issues, unfortunately, confusing, expensive, slow, sad, missing, worse,
        late, difficult, complaint*, complain*, cold, noisy, broke, damaged, unclear, stuck, lost, sorry state,
        messed up, meh, mehh, so so, not sure, mixed feelings, mixed bag, average at best, overly, lacking, lacks,
        lacked, lacklustre, lackluster, could be better, should have been, expected more, expected better, hoped for
        more, wanted to like, wanted to love, overlong, too long, too short, drags on, dragged, dragging, slow
        paced, forgettable, generic, cliche, cliches, cliched, repetitive, predictable, weird, weirdo, odd, awkward,
        hmm, hmmm, hmph, uh oh, uhoh, yikes, oops, whoops, oopsie, doh, d oh, sigh, sighs, sighing, le sigh, so
        tired, tiring, starving, thirsty, too hot, too cold, rainy""",
    "sarcasm": """
        great job, nice job, well done on, oh great, just great, just what i needed, thanks a lot, bravo, how
        lovely, so much for, love how, love it when, good luck getting, best of luck getting, oh joy, oh goody, oh
        perfect, oh fabulous, oh yay, how convenient, how original, how surprising, what a surprise, surprise
        surprise, shocker, big surprise, color me shocked, colour me shocked, color me surprised""",
    "help": """
        need access, please help, help me, help please, need help, needs help, need assistance, need support, can
        someone help, can anyone help, could someone help, can you help, could you help, any help, someone help, plz
        help, pls help, need someone to, please fix, fix this, fix it, please advise, please respond, please reply,
        please contact, please call, please look into, look into this, sort this out, sort it out, get back to me,
        what should i do, what do i do, what can i do, i want my, i need my, i need a, i demand, give me back,
        waiting for a reply, waiting for an answer, need an answer, want an explanation, dm me, please dm, urgent,
        urgently, asap, stranded, how do i get, please sort, please send, please cancel, please refund, can you
        please, could you please, let me know, need some help, need ur help, need your help, help needed, i need
        help, help meee, helppp, helpp, plzz help, help plz, help pls, sos, hlp, send help, any advice, need advice,
        some advice, advice please, advice needed, any suggestions, any recommendations, any recs, any tips, any
        pointers, suggest me""",
    "question": """
        how do i, how can i, how do you, how do we, how can we, how to, can you, can i, could you, could i, is there
        a way, is there any way, any way to, does anyone, do you know, anyone know, anyone else, any idea, has
        anyone, is it possible, am i able, when will, when is, when are, where can i, where do i, where is my, where
        s my, why is, why are, why can t, why do, why does, why did, why has, which one, do you offer, do you have,
        do you ship, any update, any news on, eta on, what is the status, is anyone, are you guys, what happened to,
        who do i, whats going on, what s going on, what is going on, where are, where is, how come, what s with""",
    "broken": """
        deleted everything, lost everything, lost all my, wiped my, ruined my, not working, doesn t work, does not
        work, don t work, isn t working, stopped working, won t work, not work, no longer works, never works, didn t
        work, did not work, broken, crash, crashes, crashed, crashing, bug, buggy, glitch*, freezes, freezing, keeps
        freezing, error, errors, error message, is down, are down, went down, been down, outage, outages, offline,
        unavailable, can t log in, cannot log in, can t login, cannot login, can t sign in, cannot sign in, unable
        to, can t access, cannot access, can t open, won t open, won t load, not loading, won t start, doesn t load,
        doesn t open, doesn t start, won t turn on, won t charge, won t connect, keeps disconnecting, malfunction*,
        faulty, defective, fell apart, stopped responding, locked out, no hot water, no power, no signal, no
        internet, fails to, failed to, keeps failing, doesn t let me, won t let me, blank screen, black screen,
        leaking, not getting, not showing, isn t showing, doesn t show, not appearing, doesn t appear, aren t
        appearing, missing from, couldn t restore, removes me, kicks me out, kicked me out, logs me out, logged me
        out, disconnects, not syncing, won t sync, not responding, won t install, won t update, won t download, can
        t see, can t find my, can t connect, can t pay, can t order, can t book, can t reach, didn t get my, never
        got my, got the wrong, wrong order, wrong item, wrong size, sent me the wrong, arrived damaged, arrived
        broken, came broken, suspended, disabled my, deactivated my, banned my, locked my, doesnt work, dont work,
        isnt working, wont work, didnt work, aint working, ain t working, not workin, stop working, stops working,
        quit working, quits working, quit on me, died on me, dies on me, gave out, packed up, packed in, conked out,
        gone bust, on the fritz, on the blink, playing up, acting up, acts up, acting weird, playing silly, broke
        down, breaks down, breaking down""",
    "broken?": """
        down, failure, failed, fails, fault, defect, bricked, lag, laggy, disconnected, cracked, can t, cannot,
        damaged, stuck, keeps, arrived broken, torn, ripped, snapped, timed out, timeout, out of order""",
    "money": """
        refund, refunds, refunded, charged twice, charged me twice, charged me, double charged, charged double,
        overcharged, overcharge, billed twice, billed me, wrongly charged, still charged, keeps charging, keep
        charging, being charged, been charged, was charged, unauthorized charge*, unauthorised charge*, money back,
        my money, stole my money, took my money, took money, hidden fee*, hidden charge*, chargeback, rip off,
        ripoff, ripped off, scam, scammed, scammers, fraud, fraudulent, deposit back, out of pocket, compensation,
        compensate, reimburse*, owe me, owes me, direct debit, double payment, paid twice, robbed, want my money,
        get my money, lost my money, waste of money, wasted money, waste my money, wasted my money, wasted 20, throw
        your money, threw my money, save your money, keep your money, money grab, cash grab, cashgrab, moneygrab,
        daylight robbery, highway robbery, day light robbery, complete rip, total rip, price gouging, gouging,
        gouged, overcharging""",
    "money?": """
        billing, bill, invoice, charge, charges, fee, fees, payment, subscription fee, price increase, paid, pay,
        cost me, overpriced, voucher""",
    "slow": """
        never answer*, never repl*, never respond*, never called, never arrived, never came, never turned up, never
        showed up, never received, didn t arrive, hasn t arrived, has not arrived, not arrived, still waiting, been
        waiting, waiting for weeks, waiting for days, waiting for hours, waited for, weeks late, days late, hours
        late, months late, on hold for, on hold, no response, no reply, no answer, no one answers, nobody answers,
        no one replies, nobody picks up, no one picks up, nobody responds, no one responds, ignored, ignoring me,
        ignoring my, ignores, still no, still not, still haven t, still hasn t, unanswered, not responding, no
        customer service, takes forever, taking forever, overdue, delayed, hung up on me, passed around, sent me in
        circles, no follow up, unresponsive, no help, keep getting the run, the runaround, days and nothing, weeks
        and nothing, haven t heard back, for weeks, never got back, never get back, never heard back, never shipped,
        never delivered, never sent, never got it, never got them, no one cares, nobody cares, no one helps, nobody
        helps, no one picks, no one responded, nobody responded, no one called, nobody called, no call back, no
        callback, no show again, not a word, radio silence, crickets, ghosted, ghosting, ghosted me, being ignored,
        been ignored, keep ignoring, keeps ignoring""",
    "slow?": """
        waiting, wait, late, delay, delays, slow, customer service, customer support, support team, hours, queue""",
    "churn": """
        cancel my, cancelling my, canceling my, cancelled my, canceled my, want to cancel, going to cancel, i m
        cancelling, i m canceling, switching to, switch to another, switched to, moving to another, going elsewhere,
        take my business, taking my business, lost a customer, losing a customer, lost my business, never again,
        never buying, never buy, never use, never order, never ordering, never shop, never come back, won t be back,
        won t come back, will not be back, not coming back, last time i, i m done with, done with you, leaving for,
        uninstall*, deleting my account, delete my account, close my account, closing my account, last straw,
        boycott*, look elsewhere, looking for an alternative, find another, unsubscribing, ending my contract,
        former customer, cancelled my subscription, cancelled it, canceled it, cancelled today, just cancelled, just
        canceled, am cancelling, be cancelling, be canceling, will cancel, i ll cancel, about to cancel, gonna
        cancel, thinking of cancelling, thinking of canceling, considering cancelling, considering canceling, trying
        to cancel, time to cancel, time to switch, time to leave, ditching, dumping you, dropping you, i m
        switching, im switching, am switching, am moving to, thinking of switching, thinking about switching""",
    "churn?": """
        cancel, alternative to, alternatives to, competitor, stay away, steer clear, long time customer, loyal
        customer""",
    "threat": """
        my lawyer, my lawyers, my attorney, my solicitor, our lawyer, our lawyers, our attorney, our solicitor,
        legal action, i will sue, i ll sue, going to sue, gonna sue, suing you, suing them, sue you, sue them, we
        will sue, we ll sue, see you in court, take you to court, taking you to court, take them to court, taking
        them to court, small claims, press charges, pressing charges, cease and desist, report you to the, reporting
        you to, reported you to, filing a complaint with, file a complaint with, filed a complaint with, hear from
        my""",
    "legal?": """
        lawsuit, lawsuits, sued, sue, court, lawyer, attorney, solicitor, illegal, legal, regulator, ombudsman,
        trading standards, consumer protection, police report, police, prosecut*, unlawful, against the law, liable,
        settlement, discrimination, discriminat*, breach of contract, violates, copyright infringement, class action""",
    "danger": """
        caught fire, catches fire, went up in flames, burst into flames, in flames, exploded, explodes, explosion,
        electrocuted, electric shock, electrical shock, burned my, burnt my, burned me, burned his, burned her,
        injured, injury, injuries, ended up in hospital, hospitalized, hospitalised, taken to hospital, emergency
        room, ambulance, allergic reaction, anaphyla*, food poisoning, poisoned, choked, choking, choking hazard,
        nearly died, almost died, could have died, could have killed, nearly killed, almost killed, carbon monoxide,
        gas leak, smell gas, smells of gas, smoke coming, started smoking, overheated and, brakes failed, brake
        failure, glass in my, glass in the, metal in my, piece of metal, piece of glass, bleeding, unconscious, kill
        myself, suicide, suicidal, end my life, someone will die, will get killed, someone could die, people could
        die, life threatening, collapsed, wheel came off, toxic fumes, chemical burn*, severe burn*, second degree""",
    "safety?": """
        on fire, unsafe, dangerous, danger, hazard*, safety, burned, burnt, burning, smoke, sparks, sparking, sick,
        vomit*, rash, mold, mould, mouldy, moldy, toxic, contaminat*, recall, recalled, sharp edge*, hurt, hospital,
        emergency, threw up, throwing up, diarrhea, diarrhoea, infection, bled, fumes, hot to touch, overheat*,
        unsanitary, cockroach*, rats, mice, bed bugs, bedbugs, maggots, allergen*, died, in the hospital""",
    "leak": """
        leaked my, leaked our, exposed my, exposed our, my data was, my data has been, my data is, our data was, my
        personal data, my personal information, my private, someone else s account, someone else s order, someone
        else s details, someone else s data, other users data, data breach, data leak, breach of data, leaked data,
        leaked customer*, customer data leaked, passwords leaked, passwords were leaked, account hacked, hacked my,
        hacked account, account was compromised, account compromised, identity theft, stole my identity, stolen
        identity, my address public, sent my details, shared my details, sold my data, selling my data, sold my
        email, posted my, published my, plain text password*, passwords in plain text, someone logged in, logged
        into my, i got hacked, i was hacked, i ve been hacked, i have been hacked, we got hacked, we were hacked,
        see other customers, see other people s, other customers orders, other customers data, another customer s
        order, another customer s details, other people s data, other people s orders, other people s accounts,
        customers data""",
    "privacy?": """
        privacy, personal data, hacked, hack, security, vulnerability, vulnerable, breach, leaked, exposed,
        tracking, without my consent, without my permission, without consent, spied, spying, password, passwords,
        compromised, unauthorized access, phishing, malware, ransomware, stolen""",
    "press?": """
        journalist, reporter, i write for, for a story, press request, press inquiry, press enquiry, comment on this
        story, request for comment, on the record, media enquir*, media inquir*, news desk, deadline for comment""",
    "chatter": """
        we re hiring, we are hiring, is hiring, are hiring, now hiring, join our team, apply now, job opening, job
        alert, open position*, vacancy, vacancies, full time, part time, years of experience, career*, salary range,
        remote position, announces, announced, announcement, press release, quarterly, earnings, shares rose, shares
        fell, acquires, acquisition, appoints, appointed, launches, unveils, raises, series a, series b, funding
        round, partnership, market share, ceo, analysts, stock price, opens new, opening of, sponsored by, according
        to, reported revenue, forecast""",
    "sell": """
        buy now, order now, shop now, buy followers, buy likes, buy subscribers, buy views, buy cheap, cheap price*,
        free shipping worldwide, limited offer, limited time offer, promo code, discount code, coupon code, use
        code, use my code, special offer, best price*, click here, click the link, link in bio, check my bio, check
        out my, visit my, visit our website, visit our site, subscribe to my, sub to my, sub4sub, sub 4 sub, follow
        for follow, follow back, follow me, dm for, dm me for promo, whatsapp me, contact me on whatsapp, text me
        on, on telegram, join my telegram, telegram channel, work from home, make money online, make money fast,
        earn money, earn up to, easy money, passive income, per day from home, financial freedom, guaranteed
        returns, guaranteed profit*, double your, invest now, investment platform, forex, crypto signals, crypto
        trader, bitcoin trader, airdrop, free bitcoin, casino, online casino, betting tips, slots, jackpot, free
        spins, payday loan*, loan offer*, seo services, seo service, seo expert, backlinks, guest post, guest posts,
        rank on google, first page of google, increase your traffic, website traffic, web traffic, grow your, real
        followers, instagram followers, tiktok followers, promote your, weight loss, lose weight fast, diet pills,
        viagra, cialis, male enhancement, adult dating, hot singles, sexy singles, escort*, hack your spouse,
        recovery expert, recovered my bitcoin, recover lost funds, spell caster, love spell*, loan application, face
        shield*, face masks for sale, replica watches, replica bags, luxury replica*, wholesale price*, factory
        price*, best supplier, leading manufacturer, our factory, we supply, we manufacture, essay writing service*,
        assignment help, buy essays, free gift card*, gift card giveaway, you have won, you ve won, you have been
        selected, claim your prize, claim your reward, congratulations you, winner of, act now, 100 free, no credit
        card required, nice blog, nice article, great blog, informative post, thanks for sharing this post, very
        informative, keep up the good work visit, i found this blog""",
    "hint": """
        free, sale, discount, deal, deals, offer, cheap, promo, giveaway, subscribe, my channel, my video, my
        website, my site, my page, bonus, bitcoin, crypto, profit, followers, traffic, winner, prize, call now, txt,
        text stop, click, ringtone, claim""",
    "help?": """
        i want to, i need to, i would like to, i d like to, trying to, tried everything, tried to, plz, pls, please,
        issue with, problem with, support""",
}
