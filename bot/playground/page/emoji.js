// Emoji by their Slack names: the common ones; a name that is not here stays `:name:`, as Slack shows unknown ones.

const NAMES = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 joy 😂 rolling_on_the_floor_laughing 🤣
rofl 🤣 slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊 innocent 😇 heart_eyes 😍 star-struck 🤩
kissing_heart 😘 yum 😋 stuck_out_tongue 😛 zany_face 🤪 hugging_face 🤗 thinking_face 🤔 shushing_face 🤫
zipper_mouth_face 🤐 neutral_face 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 face_with_rolling_eyes 🙄
grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷 sunglasses 😎 nerd_face 🤓 confused 😕 worried 😟
slightly_frowning_face 🙁 open_mouth 😮 astonished 😲 flushed 😳 pleading_face 🥺 fearful 😨 cold_sweat 😰 cry 😢
sob 😭 scream 😱 disappointed 😞 sweat 😓 weary 😩 tired_face 😫 triumph 😤 rage 😡 angry 😠 exploding_head 🤯 skull 💀
hankey 💩 poop 💩 clown_face 🤡 ghost 👻 alien 👽 robot_face 🤖 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊
partying_face 🥳 saluting_face 🫡 melting_face 🫠 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙
purple_heart 💜 black_heart 🖤 white_heart 🤍 broken_heart 💔 sparkling_heart 💖 100 💯 anger 💢 boom 💥 dizzy 💫
sweat_drops 💦 dash 💨 zzz 💤 wave 👋 raised_hand ✋ ok_hand 👌 v ✌️ crossed_fingers 🤞 point_left 👈 point_right 👉
point_up_2 👆 point_down 👇 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊ facepunch 👊 clap 👏 raised_hands 🙌
open_hands 👐 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 ear 👂 eyes 👀 eye 👁️ brain 🧠 speaking_head_in_silhouette 🗣️
bust_in_silhouette 👤 busts_in_silhouette 👥 shrug 🤷 man-shrugging 🤷‍♂️ woman-shrugging 🤷‍♀️ face_palm 🤦 technologist 🧑‍💻
dog 🐶 cat 🐱 bear 🐻 panda_face 🐼 fox_face 🦊 unicorn_face 🦄 bee 🐝 bug 🐛 snail 🐌 turtle 🐢 octopus 🐙 whale 🐳
rose 🌹 sunflower 🌻 seedling 🌱 evergreen_tree 🌲 four_leaf_clover 🍀 earth_africa 🌍 globe_with_meridians 🌐 sunny ☀️
cloud ☁️ rainbow 🌈 umbrella ☔ snowflake ❄️ zap ⚡ fire 🔥 ocean 🌊 star ⭐ star2 🌟 sparkles ✨ coffee ☕ tea 🍵 beer 🍺
beers 🍻 wine_glass 🍷 champagne 🍾 pizza 🍕 cake 🍰 birthday 🎂 cookie 🍪 apple 🍎 tada 🎉 confetti_ball 🎊 balloon 🎈
gift 🎁 trophy 🏆 first_place_medal 🥇 dart 🎯 soccer ⚽ rocket 🚀 airplane ✈️ car 🚗 train 🚆 bike 🚲 ship 🚢 house 🏠
office 🏢 hospital 🏥 package 📦 email 📧 envelope ✉️ incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 mailbox 📫 memo 📝
pencil 📝 pencil2 ✏️ page_facing_up 📄 newspaper 📰 book 📖 books 📚 bookmark 🔖 link 🔗 paperclip 📎 pushpin 📌
round_pushpin 📍 scissors ✂️ file_folder 📁 card_index_dividers 🗂️ calendar 📆 date 📅 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋 mag 🔍 mag_right 🔎 bulb 💡 flashlight 🔦 key 🔑 lock 🔒 unlock 🔓
wrench 🔧 hammer 🔨 gear ⚙️ hammer_and_wrench 🛠️ shield 🛡️ telephone_receiver 📞 iphone 📱 computer 💻 desktop_computer 🖥️
keyboard ⌨️ camera 📷 tv 📺 radio 📻 satellite_antenna 📡 battery 🔋 electric_plug 🔌 moneybag 💰 dollar 💵 credit_card 💳
hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ alarm_clock ⏰ stopwatch ⏱️ bell 🔔 no_bell 🔕 loudspeaker 📢 mega 📣
speech_balloon 💬 left_speech_bubble 🗨️ thought_balloon 💭 musical_note 🎵 art 🎨 wastebasket 🗑️ label 🏷️
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ heavy_plus_sign ➕
heavy_minus_sign ➖ question ❓ exclamation ❗ heavy_exclamation_mark ❗ bangbang ‼️ warning ⚠️ no_entry ⛔
no_entry_sign 🚫 octagonal_sign 🛑 rotating_light 🚨 construction 🚧 red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡
large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫ large_red_square 🟥
small_red_triangle 🔺 small_red_triangle_down 🔻 arrow_up ⬆️ arrow_down ⬇️ arrow_right ➡️ arrow_left ⬅️
arrow_upper_right ↗️ arrow_lower_right ↘️ arrows_counterclockwise 🔄 leftwards_arrow_with_hook ↩️ rewind ⏪ fast_forward ⏩
double_vertical_bar ⏸️ arrow_forward ▶️ black_square_for_stop ⏹️ information_source ℹ️ new 🆕 ok 🆗 sos 🆘 up 🆙 free 🆓
recycle ♻️ checkered_flag 🏁 triangular_flag_on_post 🚩 white_flag 🏳️ de 🇩🇪 fr 🇫🇷 es 🇪🇸 it 🇮🇹 jp 🇯🇵 gb 🇬🇧 us 🇺🇸
`;
const words = NAMES.trim().split(/\s+/);
const GLYPHS = new Map(words.flatMap((word, at) => (at % 2 ? [] : [[word, words[at + 1]]])));

/** A shortcode in a text; a skin tone that follows is read with it. */
const SHORTCODE = /:([a-z0-9_+-]+):(?::skin-tone-[2-6]:)?/g;

/** The emoji of this name, or nothing. */
export function glyph(name) {
  return GLYPHS.get(name) ?? '';
}

/** The text with the shortcodes that are known replaced. */
export function withEmoji(text) {
  return text.replace(SHORTCODE, (whole, name) => glyph(name) || whole);
}
