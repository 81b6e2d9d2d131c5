"""The program's own words that a checklist or a letter needs, in each language that it is written in."""

from typing import NamedTuple

from ..model.base import Status

DATA = "en"
"""The language that the data is written in, but for translated questions."""


class Phrases(NamedTuple):
    """Words of one language; {names} in braces are filled in, [brackets] are left for the person."""

    # a letter's, in the order in which they stand in it
    subject: str
    greeting: str
    opening: str
    about_me: str
    known: str
    unlisted: str
    """What stands there instead in a letter to a clinic that nothing is on record of."""
    claimed: str
    reported: str
    judged: dict[Status, str]
    """What independent sources make of what is claimed or reported; behind it stands which ones."""
    undated: str
    """Stands for a date, in a checklist too."""
    closing: str
    signature: str
    name: str
    date: str
    # a checklist's
    why: str
    clear: str
    vague: str
    red_flag: str
    ours: str
    """Said of a question that nobody else recommends."""
    title: str
    advice: str
    title_for: str
    reply: str
    foremost: str
    then: str
    more: str
    old: str
    one_group: str
    group: str
    questions: str
    word: str
    """What stands in a command in the place of the name of a group."""
    clinic: str
    statuses: dict[str, str]
    """How far a question is answered, by the words of the data formats."""


PHRASES: dict[str, Phrases] = {
    "en": Phrases(
        subject="Questions about stem cell treatment for spinal cord injury at {clinic}",
        greeting="Dear {clinic},",
        opening=(
            "I am considering treatment with you and would like to ask some questions before I decide. I would be "
            "grateful for an answer in writing, with the documents that you can share."
        ),
        about_me=(
            "About me: [age], spinal cord injury since [date], neurological level [level], AIS grade [grade]. Delete "
            "what you do not want to share."
        ),
        known=(
            "I have read what is published about your clinic. These questions remain open: nothing is known, or a part "
            "of the answer, or an old answer, or the seller's own word alone:"
        ),
        unlisted="These are my questions:",
        claimed="published by you or another seller ({who}): ",
        reported="reported by {who}: ",
        undated="no date",
        closing=(
            "If you do not know an answer, please say so; that helps me too. Please do not treat this letter as a "
            "booking or an agreement to any treatment."
        ),
        signature="Kind regards,",
        name="[your name]",
        date="[date]",
        why="Why",
        clear="Clear",
        vague="Vague",
        red_flag="Red flag",
        ours="our own question",
        title="Questions to ask before paying a clinic",
        advice=(
            "Not medical advice. Take the list to your SCI doctor as well as to the clinic, and ask for answers in "
            "writing."
        ),
        title_for="Questions to ask: {clinics}",
        reply="Their answer, as you noted it",
        foremost="Three questions first",
        then="Then these",
        more="{number} more",
        old="old",
        one_group="One group, with its red flags: ",
        group="Group",
        questions="questions",
        word="WORD",
        clinic="Clinic",
        statuses={
            "answered": "answered",
            "partly": "partly",
            "only claimed": "only claimed",
            "unknown": "unknown",
            "contradicted": "contradicted",
        },
        judged={
            "supported": "borne out",
            "partly": "borne out in part",
            "contradicted": "contradicted",
            "withdrawn": "since withdrawn",
        },
    ),
    "es": Phrases(
        subject="Preguntas sobre el tratamiento con células madre para la lesión medular en {clinic}",
        greeting="Estimado equipo de {clinic}:",
        opening=(
            "Estoy considerando un tratamiento con ustedes y quisiera hacerles algunas preguntas antes de decidir. Les "
            "agradecería una respuesta por escrito, con los documentos que puedan compartir."
        ),
        about_me=(
            "Sobre mí: [edad], lesión medular desde [fecha], nivel neurológico [nivel], grado AIS [grado]. Borre lo "
            "que no quiera compartir."
        ),
        known=(
            "He leído lo que se ha publicado sobre su clínica. Estas preguntas siguen abiertas: no se sabe nada, o "
            "solo una parte de la respuesta, o una respuesta antigua, o únicamente la palabra del propio vendedor:"
        ),
        unlisted="Estas son mis preguntas:",
        claimed="publicado por ustedes o por otro vendedor ({who}): ",
        reported="según {who}: ",
        undated="sin fecha",
        closing=(
            "Si no conocen alguna respuesta, les pido que lo digan; eso también me ayuda. Les ruego que no consideren "
            "esta carta como una reserva ni como la aceptación de ningún tratamiento."
        ),
        signature="Saludos cordiales,",
        name="[su nombre]",
        date="[fecha]",
        why="Por qué",
        clear="Respuesta clara",
        vague="Respuesta vaga",
        red_flag="Señal de advertencia",
        ours="pregunta nuestra",
        title="Preguntas para hacer antes de pagar a una clínica",
        advice=(
            "Esto no es consejo médico. Lleve la lista tanto a su médico de lesión medular como a la clínica, y pida "
            "respuestas por escrito."
        ),
        title_for="Preguntas para hacer: {clinics}",
        reply="Su respuesta, como usted la anotó",
        foremost="Primero, tres preguntas",
        then="Después, estas",
        more="{number} más",
        old="antiguo",
        one_group="Un grupo, con sus señales de advertencia: ",
        group="Grupo",
        questions="preguntas",
        word="PALABRA",
        clinic="Clínica",
        statuses={
            "answered": "respondido",
            "partly": "en parte",
            "only claimed": "solo afirmado",
            "unknown": "desconocido",
            "contradicted": "contradicho",
        },
        judged={
            "supported": "confirmado",
            "partly": "confirmado en parte",
            "contradicted": "contradicho",
            "withdrawn": "retirado después",
        },
    ),
    "tr": Phrases(
        subject="Omurilik yaralanması için kök hücre tedavisi hakkında sorular: {clinic}",
        greeting="Sayın {clinic} yetkilileri,",
        opening=(
            "Kliniğinizde tedavi görmeyi düşünüyorum ve karar vermeden önce bazı sorular sormak istiyorum. "
            "Paylaşabileceğiniz belgelerle birlikte yazılı bir yanıt verirseniz minnettar olurum."
        ),
        about_me=(
            "Hakkımda: yaş [yaş], omurilik yaralanmasının tarihi [tarih], nörolojik seviye [seviye], AIS derecesi "
            "[derece]. Paylaşmak istemediklerinizi silin."
        ),
        known=(
            "Kliniğiniz hakkında yayımlananları okudum. Şu sorular yanıtsız kalıyor: hiçbir şey bilinmiyor ya da "
            "yalnızca yanıtın bir bölümü, eski bir yanıt veya yalnızca satıcının kendi sözü biliniyor:"
        ),
        unlisted="Sorularım şunlar:",
        claimed="sizin ya da başka bir satıcının yayımladığı ({who}): ",
        reported="{who} tarafından bildirilen: ",
        undated="tarihsiz",
        closing=(
            "Bir yanıtı bilmiyorsanız lütfen bunu söyleyin; bu da bana yardımcı olur. Lütfen bu mektubu bir "
            "rezervasyon ya da herhangi bir tedavinin kabulü olarak değerlendirmeyin."
        ),
        signature="Saygılarımla,",
        name="[adınız]",
        date="[tarih]",
        why="Neden",
        clear="Açık yanıt",
        vague="Belirsiz yanıt",
        red_flag="Uyarı işareti",
        ours="kendi sorumuz",
        title="Bir kliniğe ödeme yapmadan önce sorulacak sorular",
        advice=(
            "Tıbbi tavsiye değildir. Listeyi hem kliniğe hem de omurilik yaralanması doktorunuza götürün ve yanıtları "
            "yazılı olarak isteyin."
        ),
        title_for="Sorulacak sorular: {clinics}",
        reply="Verdikleri yanıt, sizin not ettiğiniz gibi",
        foremost="Önce üç soru",
        then="Sonra bunlar",
        more="{number} tane daha",
        old="eski",
        one_group="Bir grup, uyarı işaretleriyle: ",
        group="Grup",
        questions="soru",
        word="SÖZCÜK",
        clinic="Klinik",
        statuses={
            "answered": "yanıtlandı",
            "partly": "kısmen",
            "only claimed": "yalnızca beyan edildi",
            "unknown": "bilinmiyor",
            "contradicted": "çelişen bilgi var",
        },
        judged={
            "supported": "doğrulandı",
            "partly": "kısmen doğrulandı",
            "contradicted": "çelişen bilgi var",
            "withdrawn": "sonradan geri çekildi",
        },
    ),
}
"""English, Spanish and Turkish."""
