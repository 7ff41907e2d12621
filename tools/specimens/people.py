"""Invented people. Nobody here exists; likeness to a living person is chance."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from . import places

FAMILIES = """高梨 タカナシ TAKANASHI|小野寺 オノデラ ONODERA|渡部 ワタナベ WATANABE|斎藤 サイトウ SAITO|佐久間 サクマ SAKUMA
長谷川 ハセガワ HASEGAWA|髙橋 タカハシ TAKAHASHI|山﨑 ヤマザキ YAMAZAKI|渡邊 ワタナベ WATANABE|五十嵐 イガラシ IGARASHI
大久保 オオクボ OKUBO|三宅 ミヤケ MIYAKE|藤原 フジワラ FUJIWARA|柏木 カシワギ KASHIWAGI|榊原 サカキバラ SAKAKIBARA
東海林 ショウジ SHOJI|小鳥遊 タカナシ TAKANASHI|新垣 アラカキ ARAKAKI|比嘉 ヒガ HIGA|森 モリ MORI|林 ハヤシ HAYASHI
佐々木 ササキ SASAKI|阿部 アベ ABE|石塚 イシヅカ ISHIZUKA|久保田 クボタ KUBOTA|星野 ホシノ HOSHINO|桜井 サクライ SAKURAI
菊池 キクチ KIKUCHI|上野 ウエノ UENO|西村 ニシムラ NISHIMURA|福島 フクシマ FUKUSHIMA|岡本 オカモト OKAMOTO|中島 ナカジマ NAKAJIMA
原田 ハラダ HARADA|小川 オガワ OGAWA|村上 ムラカミ MURAKAMI|近藤 コンドウ KONDO|遠山 トオヤマ TOYAMA|青木 アオキ AOKI
西園寺 サイオンジ SAIONJI|水野 ミズノ MIZUNO|丸山 マルヤマ MARUYAMA|鶴田 ツルタ TSURUTA|塚本 ツカモト TSUKAMOTO|土屋 ツチヤ TSUCHIYA
辻 ツジ TSUJI|関 セキ SEKI|横溝 ヨコミゾ YOKOMIZO|綾瀬 アヤセ AYASE|瀬戸 セト SETO"""
GIVEN_M = """健太 ケンタ KENTA|浩二 コウジ KOJI|大輔 ダイスケ DAISUKE|翔 ショウ SHO|拓也 タクヤ TAKUYA|誠 マコト MAKOTO
隆史 タカシ TAKASHI|蓮 レン REN|悠斗 ユウト YUTO|和夫 カズオ KAZUO|正樹 マサキ MASAKI|直人 ナオト NAOTO|亮介 リョウスケ RYOSUKE
慎一郎 シンイチロウ SHINICHIRO|勇気 ユウキ YUKI|博 ヒロシ HIROSHI|俊彦 トシヒコ TOSHIHIKO|陸 リク RIKU|茂 シゲル SHIGERU|光司 コウジ KOJI"""
GIVEN_F = """美咲 ミサキ MISAKI|紗英 サエ SAE|陽菜 ヒナ HINA|結衣 ユイ YUI|恵子 ケイコ KEIKO|由美子 ユミコ YUMIKO|葵 アオイ AOI
さくら サクラ SAKURA|真由美 マユミ MAYUMI|千尋 チヒロ CHIHIRO|彩花 アヤカ AYAKA|久美子 クミコ KUMIKO|美穂 ミホ MIHO|凛 リン RIN
和子 カズコ KAZUKO|麻衣 マイ MAI|智子 トモコ TOMOKO|菜々子 ナナコ NANAKO|絵理 エリ ERI|楓 カエデ KAEDE"""
# family, given, katakana of both, sex, country code, country as printed in Japanese and English
FOREIGN = (
    ("NGUYEN", "THI MAI", "グエン", "ティ マイ", "F", "VNM", "ベトナム", "VIET NAM"),
    ("TRAN", "VAN DUC", "チャン", "ヴァン ドゥック", "M", "VNM", "ベトナム", "VIET NAM"),
    ("GARCIA", "MARIA LUISA", "ガルシア", "マリア ルイサ", "F", "PHL", "フィリピン", "PHILIPPINES"),
    ("SANTOS", "JOSE MIGUEL", "サントス", "ホセ ミゲル", "M", "PHL", "フィリピン", "PHILIPPINES"),
    ("SMITH", "EDWARD JAMES", "スミス", "エドワード ジェームズ", "M", "GBR", "英国", "UNITED KINGDOM"),
    ("TURNER", "ALICE", "ターナー", "アリス", "F", "USA", "米国", "UNITED STATES"),
    ("MULLER", "HANNAH", "ミュラー", "ハンナ", "F", "DEU", "ドイツ", "GERMANY"),
    ("SHARMA", "RAHUL", "シャルマ", "ラフル", "M", "IND", "インド", "INDIA"),
    ("WANG", "XIAOMING", "ワン", "シャオミン", "M", "CHN", "中国", "CHINA"),
    ("LI", "NA", "リ", "ナ", "F", "CHN", "中国", "CHINA"),
    ("KIM", "YEONGSU", "キム", "ヨンス", "M", "KOR", "韓国", "REPUBLIC OF KOREA"),
    ("PARK", "JIYEON", "パク", "ジヨン", "F", "KOR", "韓国", "REPUBLIC OF KOREA"),
    ("SILVA", "CARLOS EDUARDO", "シルバ", "カルロス エドゥアルド", "M", "BRA", "ブラジル", "BRAZIL"),
    ("GURUNG", "SITA", "グルン", "シタ", "F", "NPL", "ネパール", "NEPAL"),
)


@dataclass(frozen=True)
class Home:
    postal: str
    prefecture: str
    city: str
    rest: str

    @property
    def address(self) -> str:
        return self.prefecture + self.city + self.rest


@dataclass(frozen=True)
class Person:
    family: str
    given: str
    family_kana: str
    given_kana: str
    family_roman: str
    given_roman: str
    sex: str
    birth: date
    home: Home
    new_home: Home
    phone: str
    country: str = "JPN"
    country_ja: str = "日本"
    country_en: str = "JAPAN"

    @property
    def foreign(self) -> bool:
        return self.country != "JPN"

    @property
    def name(self) -> str:
        """The name as documents print it."""
        return f"{self.family_roman} {self.given_roman}" if self.foreign else f"{self.family}　{self.given}"

    @property
    def sex_ja(self) -> str:
        return "男" if self.sex == "M" else "女"

    def moved(self) -> "Person":
        """The same person at the new address."""
        return replace(self, home=self.new_home)


def _pick(rng: np.random.Generator, items):
    return items[int(rng.integers(0, len(items)))]


def _names(table: str) -> list[list[str]]:
    return [entry.split() for entry in table.replace("\n", "|").split("|")]


def random_home(rng: np.random.Generator) -> Home:
    postal, prefecture, city, town, style = _pick(rng, places.TOWNS)
    a, b, c = int(rng.integers(1, 9)), int(rng.integers(1, 48)), int(rng.integers(1, 30))
    if style == "chome":
        block = f"{a}丁目{b}番{c}号"
    elif style == "plain":
        block = f"{a}-{b}-{c}"
    else:
        block = f"{int(rng.integers(2, 2400))}番地{c}" if rng.random() < 0.6 else f"{int(rng.integers(2, 2400))}番地"
    if rng.random() < 0.45:
        room = int(rng.integers(1, 12)) * 100 + int(rng.integers(1, 9))
        block += f"　{_pick(rng, places.BUILDINGS)}{room}" + ("号室" if rng.random() < 0.5 else "号")
    return Home(postal, prefecture, city, town + block)


def random_birth(rng: np.random.Generator, today: date, youngest: int = 18, oldest: int = 85) -> date:
    days = int(rng.integers(youngest * 366, oldest * 365))
    return today - timedelta(days=days)


def random_phone(rng: np.random.Generator) -> str:
    # 090-0000-xxxx is not assigned to anyone.
    return f"090-0000-{int(rng.integers(0, 10000)):04d}"


def random_person(
    rng: np.random.Generator, today: date, foreign: bool = False, country: str | None = None
) -> Person:
    common = {
        "birth": random_birth(rng, today),
        "home": random_home(rng),
        "new_home": random_home(rng),
        "phone": random_phone(rng),
    }
    if foreign:
        choices = [entry for entry in FOREIGN if country in (None, entry[5])]
        family, given, family_kana, given_kana, sex, code, ja, en = _pick(rng, choices)
        return Person(
            family, given, family_kana, given_kana, family, given, sex,
            country=code, country_ja=ja, country_en=en, **common,
        )
    family = _pick(rng, _names(FAMILIES))
    sex = "MF"[int(rng.integers(0, 2))]
    given = _pick(rng, _names(GIVEN_M if sex == "M" else GIVEN_F))
    return Person(family[0], given[0], family[1], given[1], family[2], given[2], sex, **common)
