namespace CoCreateBot.Tests.EndToEnd;

/// <summary>
/// Pictures of local-slack's page. Slack draws rich text and dates; local-slack shows "[rich_text]", "[number_input]" and the bare date (0.1.8).
/// So a copy of the page is laid over it for the picture, in which they are drawn from what the bot sent. Nothing is asserted on the copy.
/// </summary>
sealed class SlackScreens(string story, LocalSlack slack)
{
    const string Draw = """
        ([channel, dialog]) => {
          const make = (tag, css, ...inside) => { const e = document.createElement(tag); e.style.cssText = css; e.append(...inside); return e; };
          const said = p => p.text ?? p.fallback ?? '@' + p.user_id;
          const piece = p => p.style?.bold ? make('b', '', said(p)) : said(p);
          const section = (s, tag) => make(tag, 'white-space: pre-wrap; margin: 2px 0', ...s.elements.map(piece));
          const part = p => p.type === 'rich_text_list'
            ? make('ul', `margin: 2px 0; padding-left: ${22 * (1 + (p.indent ?? 0))}px`, ...p.elements.map(s => section(s, 'li')))
            : section(p, 'div');
          const draw = (where, blocks) => {
            const rich = blocks.filter(b => b.type === 'rich_text');
            where.querySelectorAll('div.bk-unknown').forEach((box, at) => rich[at] && box.replaceWith(make('div', '', ...rich[at].elements.map(part))));
            where.querySelectorAll('span.bk-unknown').forEach(box => box.replaceWith(Object.assign(make('input', ''), { className: 'bk-plain-input' })));
          };
          const app = document.querySelector('.app'), copy = app.cloneNode(true);
          const both = what => [...app.querySelectorAll(what)].map((one, at) => [one, copy.querySelectorAll(what)[at]]);
          both('select').forEach(([from, to]) => { to.value = from.value; });
          for (const message of JSON.parse(channel).messages)
            copy.querySelectorAll(`[data-ts="${message.ts}"]`).forEach(where => draw(where, message.blocks ?? []));
          const open = copy.querySelector('.modal');
          if (open) draw(open, JSON.parse(dialog).blocks);
          for (const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT); walk.nextNode();)
            walk.currentNode.data = walk.currentNode.data.replace(/<!date\^[^|]*\|([^>]*)>/g, '$1');
          copy.id = 'copy';
          copy.style.cssText = 'position: fixed; inset: 0; z-index: 9999; background: #fff';
          document.body.append(copy);
          both('.messages, .thread-body').forEach(([from, to]) => { if (to) to.scrollTop = to.scrollHeight; });
        }
        """;

    readonly Screens screens = new(story);

    public async Task TakeAsync(SlackPerson person, string what)
    {
        var page = person.Page;
        var dialog = await person.Dialog.CountAsync() > 0 ? person.DialogJson : "";
        await page.Mouse.MoveAsync(0, 0); // or it marks what it rests on
        await page.EvaluateAsync(Draw, new[] { await slack.MessagesJsonAsync(), dialog });
        await screens.GlanceAsync(page, what);
        await page.EvaluateAsync("() => document.getElementById('copy').remove()");
    }
}
