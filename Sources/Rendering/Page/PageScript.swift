/// What a page does by itself: show the history of a day, narrow it, compare two days.
///
/// It shows and hides what is in the document and computes no dates of its own; days are compared as
/// text, which for ISO 8601 is their order. The state is in the address behind the `#`, so that a
/// view can be cited.
enum PageScript {
    static let text = #"""
        (() => {
        'use strict';
        const $ = id => document.getElementById(id);
        const lines = [...document.querySelectorAll('#lines>li')];
        const marks = [...document.querySelectorAll('[data-mark]')];
        const travel = $('travel'), slider = $('slider'), basis = $('basis');
        const days = travel ? travel.dataset.days.split(' ') : [];
        const pressed = {kind: new Set(), state: new Set(), tier: new Set()};
        const opened = lines.filter(li => !li.hidden);
        let day = null, words = '';
        const startsNow = $('banner').hidden;

        const isPublic = (node, day) => day === null
          ? (startsNow ? 'now' in node.dataset : opened.includes(node))
          : node.dataset.from !== undefined && node.dataset.from <= day
            && (node.dataset.to === undefined || node.dataset.to > day);

        const fits = li => Object.entries(pressed).every(([name, values]) =>
            values.size === 0 || values.has(li.dataset[name]))
          && words.toLowerCase().split(/\s+/).every(word =>
            li.textContent.toLowerCase().includes(word));

        const show = () => {
          const shown = new Set();
          for (const li of lines) {
            li.hidden = !(isPublic(li, day) && fits(li));
            if (!li.hidden) shown.add(li.dataset.at + ' ' + (li.dataset.from || ''));
          }
          for (const mark of marks) {
            const {since, until} = mark.dataset;
            const fits = day === null ? until === undefined
              : !(since > day) && !(until !== undefined && until <= day);
            mark.toggleAttribute('data-off', !fits || !shown.has(mark.dataset.mark));
          }
          const count = lines.filter(li => !li.hidden).length;
          $('nothing').hidden = count > 0;
          $('count').textContent = count + (count === 1 ? ' line' : ' lines') + ' shown';
          if (startsNow) {
            $('banner').hidden = day === null;
            basis.textContent = day === null ? basis.dataset.now
              : basis.dataset.now.replace('public to date', 'public as of ' + day);
          }
          if ($('panels')) {
            const isOther = startsNow && day !== null;
            $('panels').hidden = isOther;
            $('panels-note').hidden = !isOther;
            const link = $('panels-note').querySelector('a');
            if (link && day !== null) link.search = '?asOf=' + day;
          }
          if (slider) {
            const text = day === null ? 'now' : day;
            $('shown-day').textContent = text;
            slider.setAttribute('aria-valuetext', text + ', ' + count + ' lines');
          }
        };

        const keep = () => {
          const parts = new URLSearchParams();
          if (day !== null) parts.set('asof', day);
          for (const [name, values] of Object.entries(pressed))
            for (const value of values) parts.append(name, value);
          if (words) parts.set('q', words);
          const text = parts.toString();
          history.replaceState(null, '', text ? '#' + text : location.pathname + location.search);
        };

        const press = () => document.querySelectorAll('[data-filter]').forEach(button =>
          button.setAttribute('aria-pressed',
            pressed[button.dataset.filter].has(button.dataset.value)));

        const restore = () => {
          const parts = new URLSearchParams(location.hash.slice(1));
          if (location.hash.startsWith('#p') && !parts.has('asof')) {
            const line = $(location.hash.slice(1));
            if (line) line.querySelector('details').open = true;
          }
          day = parts.get('asof');
          if (day !== null && !/^\d{4}-\d\d-\d\d$/.test(day)) day = null;
          words = parts.get('q') || '';
          for (const name of Object.keys(pressed)) pressed[name] = new Set(parts.getAll(name));
          $('search').value = words;
          if (slider) slider.value = place(day);
          press();
          if (pressed.kind.size + pressed.state.size) $('more').open = true;
          show();
        };

        const place = day => day === null ? days.length
          : Math.max(0, days.filter(one => one <= day).length - 1);

        const go = next => { day = next; if (slider) slider.value = place(day); show(); keep(); };
        const step = by => {
          const at = Math.min(days.length, Math.max(0, place(day) + by));
          go(at === days.length ? null : days[at]);
        };
        const month = by => {
          const from = new Date((day || days[days.length - 1]) + 'T00:00:00Z');
          from.setUTCMonth(from.getUTCMonth() + by);
          const wanted = from.toISOString().slice(0, 10);
          if (by > 0 && wanted > days[days.length - 1]) return go(null);
          go(days[place(wanted)]);
        };

        if (slider && startsNow) {
          travel.hidden = false;
          slider.addEventListener('input', () => {
            const at = Number(slider.value);
            day = at === days.length ? null : days[at];
            show();
          });
          slider.addEventListener('change', keep);
          slider.addEventListener('keydown', event => {
            if (event.key === 'PageUp') month(1);
            else if (event.key === 'PageDown') month(-1);
            else return;
            event.preventDefault();
          });
          $('to-now').addEventListener('click', event => { event.preventDefault(); go(null); });
        }

        $('filters').hidden = false;
        document.querySelectorAll('[data-filter]').forEach(button =>
          button.addEventListener('click', () => {
            const values = pressed[button.dataset.filter];
            if (!values.delete(button.dataset.value)) values.add(button.dataset.value);
            press(); show(); keep();
          }));
        let typing = 0;
        $('search').addEventListener('input', () => {
          clearTimeout(typing);
          typing = setTimeout(() => { words = $('search').value.trim(); show(); keep(); }, 120);
        });
        $('clear').addEventListener('click', () => {
          for (const values of Object.values(pressed)) values.clear();
          words = ''; $('search').value = '';
          press(); show(); keep();
        });

        const quote = text => /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
        const part = (li, name) => (li.querySelector('.' + name) || {textContent: ''})
          .textContent.trim();
        $('save-csv').addEventListener('click', () => {
          const rows = [['date', 'state', 'kind', 'title', 'tier', 'position'].join(',')];
          for (const li of lines) if (!li.hidden) rows.push([part(li, 'date'), li.dataset.state,
            li.dataset.kind, part(li, 'title'), li.dataset.tier, li.dataset.at].map(quote).join(','));
          const link = document.createElement('a');
          link.href = 'data:text/csv;charset=utf-8,' + encodeURIComponent(rows.join('\r\n') + '\r\n');
          link.download = document.title + '.csv';
          link.click();
        });
        $('cite').addEventListener('click', async () => {
          const text = document.title + '. ' + basis.textContent + '. ' + location.href;
          try { await navigator.clipboard.writeText(text); $('count').textContent = 'Copied.'; }
          catch { $('count').textContent = text; }
        });

        const diff = $('diff');
        const state = (key, day) => lines.find(li => li.dataset.key === key && isPublic(li, day));
        const facts = li => {
          const found = new Map([['title', part(li, 'title')], ['state', li.dataset.state],
            ['shown date', part(li, 'date')]]);
          for (const name of li.querySelectorAll('dt'))
            found.set(name.textContent, name.nextElementSibling.textContent);
          for (const name of ['Event', 'Recorded', 'Versions']) found.delete(name);
          return found;
        };
        const node = (name, text, parent) => {
          const made = document.createElement(name);
          if (text !== undefined) made.textContent = text;
          if (parent) parent.append(made);
          return made;
        };
        const named = (li, list) => {
          const item = node('li', undefined, list);
          item.append(part(li, 'date') + ' ' + part(li, 'state') + ' ' + part(li, 'title') + ' ');
          node('span', '#' + li.dataset.at, item).className = 'soft';
          return item;
        };
        const group = (title, entries, fill) => {
          const result = $('diff-result');
          node('h3', title + ' (' + entries.length + ')', result);
          if (!entries.length) return node('p', 'Nothing.', result);
          const list = node('ul', undefined, result);
          for (const entry of entries) fill(entry, list);
        };
        const compare = () => {
          const from = $('diff-from').value, to = $('diff-to').value;
          const result = $('diff-result');
          result.textContent = '';
          if (!from || !to || from > to)
            return node('p', 'The first day is not before the second.', result);
          const added = [], changed = [], gone = [];
          for (const key of new Set(lines.map(li => li.dataset.key))) {
            const old = state(key, from), now = state(key, to);
            if (now && !old) added.push(now);
            else if (old && !now) gone.push(old);
            else if (old !== now) changed.push([old, now]);
          }
          group('Added', added, named);
          group('Changed', changed, ([old, now], list) => {
            const item = named(now, list), before = facts(old), after = facts(now);
            const table = node('table', undefined, item);
            for (const name of new Set([...before.keys(), ...after.keys()])) {
              if (before.get(name) === after.get(name)) continue;
              const row = node('tr', undefined, table);
              node('th', name, row).scope = 'row';
              node('del', before.get(name) || '-', node('td', undefined, row));
              node('ins', after.get(name) || '-', node('td', undefined, row));
            }
          });
          group('Withdrawn', gone, named);
        };
        const toggleDiff = () => {
          if (!diff) return;
          diff.hidden = !diff.hidden;
          $('compare').setAttribute('aria-expanded', !diff.hidden);
          if (diff.hidden) return $('compare').focus();
          compare();
          $('diff-from').focus();
        };
        if (diff) {
          $('compare').addEventListener('click', toggleDiff);
          for (const id of ['diff-from', 'diff-to']) $(id).addEventListener('change', compare);
        } else $('compare').hidden = true;

        const move = by => {
          const shown = lines.filter(li => !li.hidden);
          if (!shown.length) return;
          const at = shown.findIndex(li => li.contains(document.activeElement));
          const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1)
            : Math.min(shown.length - 1, Math.max(0, at + by))];
          next.querySelector('summary').focus();
        };
        $('keys').addEventListener('click', () => $('help').showModal());
        document.addEventListener('keydown', event => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
            && event.target.type !== 'range') {
            if (event.key === 'Escape') event.target.blur();
            return;
          }
          if ($('help').open) return;
          const act = {
            '/': () => $('search').focus(), j: () => move(1), k: () => move(-1),
            '[': () => step(-1), ']': () => step(1), d: toggleDiff,
            '?': () => $('help').showModal(),
          }[event.key];
          if (!act || (!startsNow && (event.key === '[' || event.key === ']'))) return;
          event.preventDefault();
          act();
        });
        addEventListener('beforeprint', () =>
          document.querySelectorAll('#lines details').forEach(one => { one.open = true; }));
        addEventListener('hashchange', restore);
        restore();
        })();
        """#
}
