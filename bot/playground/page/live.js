// Says aloud what arrives in the open channel, for those who hear the page: what is new, once, and never too much.

import { inWords } from './message.js';

const MOST = 3;

export class Live {
  constructor(root, desk) {
    this.root = root;
    this.desk = desk;
  }

  draw() {
    const { channel, me } = this.desk;
    if (!channel) return;
    const key = `${me.id} ${channel.id}`;
    const heard = this.key === key ? this.heard : null;
    const news = channel.messages.filter((said) => said.user !== me.id && heard && said.ts > heard);
    this.key = key;
    this.heard = channel.messages.at(-1)?.ts ?? '0';
    if (news.length > MOST) this.root.textContent = `${news.length} new messages`;
    else if (news.length) this.root.textContent = news.map((said) => inWords(this.desk, said)).join('. ');
  }
}
