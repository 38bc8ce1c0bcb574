// Draws what Slack is sent with a library that knows Slack's looks and nothing of us.
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { Message } from 'slack-blocks-to-jsx';
import 'slack-blocks-to-jsx/dist/style.css';

const root = createRoot(document.getElementById('shown'));

// Slack reads dates also in what is verbatim; the library (1.1.1) then reads nothing at all.
const read = (name, value) => name === 'verbatim' ? undefined : value;

window.draw = (json, theme) => {
  const shown = JSON.parse(json, read);
  const head = shown.title ? [{ type: 'header', text: shown.title }] : [];
  const button = shown.submit
    ? [{ type: 'actions', elements: [{ type: 'button', style: 'primary', text: shown.submit, action_id: 'submit' }] }] : [];
  document.body.style.background = theme === 'dark' ? '#1a1d21' : '#fff';
  flushSync(() => root.render(createElement(Message, {
    key: Math.random(), theme, name: 'CoCreate', logo: 'data:image/gif;base64,R0lGODlhAQABAIAAAGNQygAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==',
    time: new Date('2026-11-23T10:00:00Z'), blocks: [...head, ...shown.blocks, ...button],
  })));
  return document.getElementById('shown').innerText;
};
