"""That nobody shall be held in slavery, in many scripts: words to print, quoted from nowhere."""
# ruff: noqa: RUF001 - Letters that look like Latin ones are meant here.

from typing import Final

SENTENCES: Final = {
    "Latin": "No one shall be held in slavery or servitude; Hiç kimse kölelik altında tutulamaz.",
    "Cyrillic": "Никто не должен содержаться в рабстве или в подневольном состоянии.",
    "Greek": "Κανείς δεν επιτρέπεται να ζει υπό καθεστώς δουλείας.",
    "Arabic": "لا يجوز استرقاق أو استعباد أي شخص",
    "Devanagari": "कोई भी ग़ुलामी या दासता की हालत में न रखा जाएगा",
    "Bengali": "কাউকে অধীনতা বা দাসত্বে আবদ্ধ করা যাবে না",
    "Khmer": "គ្មានជនណាម្នាក់ត្រូវបានគេចាប់ធ្វើជាទាសករ",
    "Burmese": "မည်သူ့ကိုမျှ ကျေးကျွန်အဖြစ် နှိပ်စက်ခြင်း မပြုရ",
    "Thai": "บุคคลใดจะตกอยู่ในความเป็นทาสไม่ได้",
    "Amharic": "ማንም ሰው በባርነት ወይም በግዴታ አገልግሎት አይገዛም",
}
EVERYTHING: Final = "\n".join(SENTENCES.values())
