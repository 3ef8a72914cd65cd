/** A language of the strips; its font must be installed. */
export interface Language {
  code: string;
  font: string;
  /** Each text is one subtitle of one or two lines. */
  texts: string[][];
}

export const LANGUAGES: Language[] = [
  {
    code: 'en',
    font: 'DejaVu Sans',
    texts: [
      ['The train leaves at half past seven.'],
      ["I don't know what you're talking about."],
      ['Where were you last night,', 'when the lights went out?'],
      ['He paid $1,250.99 for that old car!'],
      ['- Did you lock the door?', '- Of course I did.'],
      ['Chapter 3: A Long Way Home'],
      ['Nobody ever told me it would be easy.'],
      ['Call 555-0142 before 10:30 p.m.'],
      ['We have to go back (right now).'],
      ['"Quick," she said, "jump over it."'],
    ],
  },
  {
    code: 'zh',
    font: 'Noto Sans CJK SC',
    texts: [
      ['火车七点半准时出发'],
      ['我不知道你在说什么'],
      ['昨天晚上停电的时候', '你到底在哪里'],
      ['他花了一千二百块钱买了这辆旧车'],
      ['你锁门了吗', '当然锁了'],
      ['第三章 漫长的回家路'],
      ['从来没有人告诉我这会很容易'],
      ['请在晚上10点30分之前打电话给我'],
      ['我们现在必须马上回去'],
      ['春天来了，花园里的花都开了'],
    ],
  },
  {
    code: 'ja',
    font: 'Noto Sans CJK JP',
    texts: [
      ['電車は七時半に出発します'],
      ['何の話をしているのか分かりません'],
      ['昨日の夜停電したとき', 'どこにいたんですか'],
      ['彼はその古い車に大金を払った'],
      ['ドアの鍵をかけましたか', 'もちろんです'],
      ['第三章 長い帰り道'],
      ['簡単だとは誰も言わなかった'],
      ['夜の10時30分までに電話してください'],
      ['今すぐ戻らなければなりません'],
      ['コーヒーとケーキをお願いします'],
    ],
  },
  {
    code: 'fr',
    font: 'DejaVu Sans',
    texts: [
      ['Le train part à sept heures et demie.'],
      ["Je ne sais pas de quoi tu parles, c'est ça ?"],
      ['Où étais-tu la nuit dernière,', 'quand la lumière a été coupée ?'],
      ['Il a payé 1250 € pour cette vieille voiture !'],
      ['- As-tu fermé la porte à clé ?', '- Bien sûr que oui.'],
      ['Chapitre trois : le retour forcé'],
      ["On ne m'a jamais dit que ce serait aisé."],
      ['Appelle-moi plus tôt, s’il te plaît.'],
      ['Nous devons être là-bas à Noël.'],
      ['Garçon, deux cafés crème et une pêche.'],
    ],
  },
];
