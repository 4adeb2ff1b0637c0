"""English."""

from bot.words.table import Words

WORDS = Words(
    small="""
        the, a, an, and, or, but, of, to, in, on, at, for, from, with, by, is, are, was, were, be, been, it, its,
        this, that, these, those, i, you, he, she, we, they, me, him, her, us, them, my, your, our, their, have, has,
        had, do, does, did, will, would, can, could, may, not, so, if, as, there, here, what, which, who, how, when,
        where, why, any, some, all, very, just, too, also, then, than, about, into, out, up, hi, hello, thanks, thank,
        please""",
    greetings="hi, hello, hey, dear, good morning, good afternoon, good evening, thanks, thank you, welcome, sorry",
    nobody="""
        there, all, everyone, everybody, team, folks, friend, friends, again, sir, madam, customer, guest, user,
        reader, you, so, for, very, a, and, from, to, back, that, this, we, about, it, again, guys, valued, both, too,
        if""",
    titles="mr, mrs, ms, miss, dr, mr., mrs., ms., dr., prof",
    courtesy="""
        thank*, hi, hello, hey, dear, reach*, contact*, get*, touch, love*, hear*, customer*, wonderful, great, good,
        nice, lovely, day, week, weekend, best, regards, wishes, kind*, warm*, feedback, review, comment, message,
        question, interest, support*, appreciat*, much, lot, us, team, happy, glad, pleasure, always, value*, shar*,
        time, writ*, being, enjoy*, having, have, sincerely, yours, cheers, fan, being, part, community""",
    answers="""
        yes, yep, yeah, no, nope, not, sure, of course, it does, it is, it's, we do, we don't, you can, you could, you
        need, just, simply, open, tap, click, press, choose, select, go to, look, try, use, under, settings, menu,
        since, until, from, soon, yet, already, currently, unfortunately, sadly, available, depends, email, write to,
        mail us, call us, dm, message us, because, there is, there are, we have, we are, works, never, always, only,
        every*, sorry, apolog*""",
    sorry="""
        sorry, apolog*, regret*, forgive, excuse us, excuse me, pardon, our mistake, our fault, our bad, my bad, we
        let you down, should not have happened, shouldn't have happened, we messed up""",
    complaints="""
        terrible, awful, horrible, worst, disgusting, disgrace, appalling, unacceptable, pathetic, scam, scammed, rip
        off, ripped off, fraud, furious, broken again, is broken, still broken, doesn't work, does not work, not
        working, stopped working, won't start, charged twice, double charged, overcharged, still waiting, never
        arrived, no refund, want my money back, want a refund, lost my, lost all my, deleted my, deleted all my,
        crashes, keeps crashing, rude, never again, waste of money, waste of time, disappointed, disappointing, fed
        up, nobody helps, no one helps, nobody answers, no one answers, useless, arrived broken, arrived damaged, is
        down again, ruined""",
    buy="""
        buy now, buy it now, buy!, buy yours, buy today, buy our ~ now, buy our ~ today, order now, order today, order
        yours, shop now, get yours, get yours today, get it now, sign up now, sign up today, subscribe now, join now,
        don't miss, do not miss, limited offer, limited time, limited time offer, special offer, exclusive offer, last
        chance, while stocks last, hurry, act now, grab yours, try it now for free, today only, this weekend only,
        best deal*, best price*, great deal*, upgrade now""",
    best="""
        the best ~ in the world, the world's best, world's leading, the best ~ in town, the best ~ on the market, best
        in class, number one, unbeatable, unrivalled, unrivaled, unmatched, second to none, we are the best, we're the
        best, ours is the best, the cheapest, lowest prices, the greatest ~ ever, revolutionary, world class""",
    only="only, just, now, now only, for only, for just, from only, starting at",
    off="off, discount, cheaper",
    money="""
        price*, cost*, pric*y, expensive, cheap*, pay*, charge*, refund*, money, fee*, much is, how much, bill*,
        invoice*, discount*, deal*, subscription*, plan, plans, afford*, sale*, coupon*, voucher*""",
    ours="""
        call us, our, ours, us on, us at, hotline, helpline, phone line, switchboard, reach us, visit us, find us,
        come by, ring us, we are at, we're at""",
    order="""
        order, order no, order no., order number, order id, customer, customer no, customer no., customer number,
        customer id, account number, account no, account no., account, booking, booking number, reservation, invoice,
        invoice number, invoice no, ticket, ticket number, case, case number, tracking number, reference, reference
        number, contract number, policy number, parcel number""",
    pointing="""
        see, look, here, this, link, page, read, check, click, visit, more, info, information, details, it, out, find,
        hi, hello, please, try, is, the, at, you, go, to, on""",
    promises="""
        i'll *, we'll *, i will *, we will *, i am going to *, we are going to *, i'm going to *, we're going to *,
        will be fixed, will be repaired, will be refunded, will be replaced, will be shipped, will be solved, will be
        resolved, will be sent, will be back, you'll hear from us, you will hear from us, you'll hear from me, i
        promise, we promise, we guarantee, i guarantee, you have my word, rest assured ~ will, someone will *""",
    polite="""
        *ll be happy*, *ll be glad*, *ll be delighted*, * will be happy, * will be glad, * will be delighted, *ll be,
        * will be, *'ll see, * will see, *'ll miss, * will miss, *'ll never, * will never, * will not, *'ll always, *
        will always, *'ll have, * will have, *'ll not, *'ll gladly, * will gladly, * will need, *'ll need""",
    days={"day after tomorrow": 2, "tomorrow": 1, "today": 0, "tonight": 0, "this afternoon": 0, "this evening": 0},
    this_week="this week, end of the week, end of this week",
    next_week="next week, end of next week",
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    months=("jan*", "feb*", "march", "april", "may", "june", "july", "aug*", "sept*", "oct*", "nov*", "dec*"),
    counts={
        "a": 1,
        "an": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
    },
    hours="hour, hours, hrs",
    day="day, days, business days, working days",
    week="week, weeks",
)
