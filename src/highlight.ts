/**
 * Source code as HTML, coloured by classes. Shiki writes `style` attributes, which our Content Security Policy
 * forbids; its CSS-variables theme knows a dozen kinds of token, and each becomes a class whose light and dark
 * colours are in styles/code.css.
 *
 * For build-time code only: the highlighter is far too heavy for a browser.
 */
import { codeToHast, codeToHtml, createCssVariablesTheme, type ShikiTransformer } from 'shiki';

const prefix = '--tk-';
const theme = createCssVariablesTheme({ name: 'code', variablePrefix: prefix });

/** `undefined` for a style that needs no class. */
function classOf(declaration: string): string | undefined {
  const [property, value] = declaration.split(':', 2) as [string, string];
  if (property === 'font-weight' || property === 'font-style' || property === 'text-decoration') {
    return `tk-${value}`;
  }
  const kind = value.match(`^var\\(${prefix}(?:token-)?([a-z-]+)\\)$`)?.[1];
  if (property !== 'color' || !kind) throw new Error(`no class for the style "${declaration}" of a token`);
  return kind === 'foreground' ? undefined : `tk-${kind}`;
}

const stylesToClasses: ShikiTransformer = {
  name: 'styles-to-classes',
  pre(node) {
    node.properties.class = 'code';
    delete node.properties.style;
  },
  span(node) {
    const style = node.properties.style;
    delete node.properties.style;
    if (typeof style !== 'string') return;
    const classes = style.split(';').map(classOf).filter(Boolean);
    if (classes.length > 0) node.properties.class = classes.join(' ');
  },
  line(node) {
    // A span without a class says nothing.
    node.children = node.children.flatMap((child) =>
      child.type === 'element' && Object.keys(child.properties).length === 0 ? child.children : [child],
    );
  },
};

const options = (lang: string) => ({ lang, theme, transformers: [stylesToClasses] });

/** `<pre class="code"><code><span class="line">…`, one span per line. An unknown language is an error. */
export const highlight = (code: string, lang: string): Promise<string> => codeToHtml(code, options(lang));

/** The same as a tree, for the Markdown pipeline. */
export async function highlightTree(code: string, lang: string) {
  const root = await codeToHast(code, options(lang));
  return root.children[0];
}
