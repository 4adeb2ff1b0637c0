"""Words and signs that mean the same in every language we know of, and in those we do not."""

WORDS = {
    "bad": "👎, 😡, 🤬, 😠, 💩, 🤮, 😤, 😞, 😭",
    "good": "👍, 😍, 🥰, 😊, 🎉, 👏, 🙌, 💯, ❤, 🔥",
    "broken?": "bug, bugs, crash, error, offline",
    "help?": "sos",
    "money?": "refund, cashback",
    "privacy?": "phishing, gdpr, dsgvo, rgpd, lgpd, hacker",
}
