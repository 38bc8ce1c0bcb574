// Draws what Teams is sent with Microsoft's own renderer, in the sizes and colours of Teams, and tells what it found wrong and what a click sends.
import * as Adaptive from 'adaptivecards';
import MarkdownIt from 'markdown-it';
import themes from './teams.json';

const markdown = new MarkdownIt({ linkify: true });
Adaptive.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

const both = (color, subtle) => ({ default: color, subtle });
const colors = theme => ({
  default: both(theme.text, theme.subtle), accent: both(theme.accent, theme.accent), attention: both(theme.attention, theme.attention),
  good: both(theme.good, theme.good), warning: both(theme.warning, theme.warning), dark: both(theme.text, theme.subtle),
  light: both(theme.subtle, theme.subtle),
});
const surface = (theme, background) => ({ backgroundColor: background, foregroundColors: colors(theme) });
const hostConfig = theme => new Adaptive.HostConfig({
  fontFamily: '"Segoe UI", "Open Sans", "Liberation Sans", sans-serif',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: theme.border },
  supportsInteractivity: true,
  imageBaseUrl: '',
  containerStyles: {
    default: surface(theme, theme.card), emphasis: surface(theme, theme.emphasis), attention: surface(theme, theme.attentionCard),
    accent: surface(theme, theme.emphasis), good: surface(theme, theme.emphasis), warning: surface(theme, theme.emphasis),
  },
  actions: {
    maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left', showCard: { actionMode: 'inline' },
  },
  adaptiveCard: { allowCustomStyle: false },
  textStyles: { heading: { size: 'large', weight: 'bolder', isSubtle: false } },
  inputs: {
    label: {
      inputSpacing: 'small', requiredInputs: { weight: 'bolder', color: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', color: 'default' },
    },
    errorMessage: { size: 'small', weight: 'default', spacing: 'small' },
  },
});

const dress = theme => `
  body { margin: 0; padding: 16px; background: ${theme.page}; color: ${theme.text}; font: 14px "Segoe UI", "Open Sans", "Liberation Sans", sans-serif; }
  #shown { background: ${theme.card}; border: 1px solid ${theme.border}; border-radius: 8px; overflow: hidden; }
  .ac-pushButton { font: 600 14px/20px inherit; padding: 5px 12px; border-radius: 4px; border: 1px solid ${theme.border}; background: ${theme.button};
    color: ${theme.text}; margin-bottom: 4px; }
  .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
  .ac-pushButton.style-destructive { background: ${theme.card}; border-color: ${theme.attention}; color: ${theme.attention}; }
  .ac-actionSet { flex-wrap: wrap; row-gap: 4px; }
  .ac-input.ac-textInput, .ac-input.ac-numberInput, .ac-multichoiceInput { box-sizing: border-box; width: 100%; padding: 6px 10px; border-radius: 4px;
    border: 1px solid ${theme.border}; background: ${theme.card}; color: ${theme.text}; font: 14px/20px inherit; }
  .ac-textInput.ac-multiline { min-height: 96px; }
  .ac-input-validation-failed { border-color: ${theme.attention}; }
  input[type=radio], input[type=checkbox] { accent-color: #5b5fc7; margin: 4px 8px 4px 2px; }
  p { margin: 0; }`;

let sent = [];
let drawn;

// Teams knows these; this renderer does not, and takes what is given in their place.
const ofTeams = /\b(Chart\.HorizontalBar|ProgressBar|Badge)\b/;
const knows = event => !(event.event === Adaptive.ValidationEvent.UnknownElementType && ofTeams.test(event.message));

window.draw = (json, name) => {
  const theme = themes[name];
  sent = [];
  const card = new Adaptive.AdaptiveCard();
  card.hostConfig = hostConfig(theme);
  card.onExecuteAction = action => sent.push({ type: action.getJsonTypeName(), verb: action.verb ?? null, data: action.data ?? null, url: action.url ?? null });
  Adaptive.CardElement.langProperty.regEx.lastIndex = 0; // it is of the kind that goes on where it ended (3.0.6), so every second language would be none
  const context = new Adaptive.SerializationContext();
  card.parse(JSON.parse(json), context);
  const faults = [];
  for (let at = 0; at < context.eventCount; at++) {
    faults.push(context.getEventAt(at));
  }

  faults.push(...card.validateProperties().validationEvents);
  drawn = card.render();
  document.getElementById('dress').textContent = dress(theme);
  document.getElementById('shown').replaceChildren(drawn);
  return {
    text: drawn.innerText,
    faults: faults.filter(knows).map(fault => `${Adaptive.ValidationEvent[fault.event]}: ${fault.message}`),
    markup: [...drawn.querySelectorAll('a, em, strong, code, pre, img, ul, ol, h1, h2, h3, blockquote, hr, table')].map(element => element.outerHTML),
  };
};

/** Fills in what is still empty. */
window.fill = () => {
  for (const field of drawn.querySelectorAll('input[type=text], input[type=number], textarea')) {
    field.value ||= field.type === 'number' ? field.min || '1' : 'x';
    field.dispatchEvent(new Event('input'));
  }

  for (const list of drawn.querySelectorAll('select')) {
    list.selectedIndex = list.selectedIndex > 0 ? list.selectedIndex : 1;
    list.dispatchEvent(new Event('change'));
  }

  const groups = [...drawn.querySelectorAll('input[type=radio]')].map(button => button.name);
  for (const name of new Set(groups)) {
    const buttons = [...drawn.querySelectorAll('input[type=radio]')].filter(button => button.name === name);
    if (!buttons.some(button => button.checked)) {
      buttons[0].click();
    }
  }
};

/** Clicks each button in turn, those of the menus too, and tells what was sent. */
window.press = () => {
  sent = [];
  for (const button of drawn.querySelectorAll('button.ac-pushButton')) {
    button.click();
    const inMenu = document.querySelectorAll('[role=menuitem]').length;
    for (let at = 0; at < inMenu; at++) {
      document.querySelectorAll('[role=menuitem]')[at].dispatchEvent(new MouseEvent('mouseup'));
      if (at + 1 < inMenu) {
        button.click();
      }
    }
  }

  return JSON.stringify(sent);
};
