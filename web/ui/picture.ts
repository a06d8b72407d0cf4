/** What stands above and below the drawing, so that the picture still says what it is of when it is passed on. */
export type Caption = { readonly title: string; readonly lines: readonly string[] };

const MARGIN = 24;
/** Twice the pixels: sharp on a phone and on a slide. */
const SCALE = 2;

/** A piece of the page as PNG, drawn by the browser itself: what is saved is what was seen, whichever way it is drawn. */
export async function pictureOf(element: HTMLElement, caption: Caption): Promise<Blob> {
  const sheet = sheetOf(element, caption);
  const { width, height } = measured(sheet);
  const source = new XMLSerializer().serializeToString(sheet);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${source}</foreignObject></svg>`,
  )}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: width * SCALE, height: height * SCALE });
  const pen = canvas.getContext("2d")!;
  pen.scale(SCALE, SCALE);
  pen.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}

function sheetOf(element: HTMLElement, { title, lines }: Caption): HTMLElement {
  const style = getComputedStyle(document.body);
  const background = getComputedStyle(element.closest(".panel") ?? document.body).backgroundColor;
  const sheet = box(`box-sizing:border-box;padding:${MARGIN}px;width:${Math.ceil(element.offsetWidth) + 2 * MARGIN}px;
    background:${background};color:${style.color};font:${style.font};line-height:${style.lineHeight}`);
  const head = box("font-size:18px;font-weight:600;margin-bottom:4px");
  head.textContent = title;
  const foot = box("font-size:12px;opacity:.75;margin-bottom:12px");
  foot.textContent = lines.join(" · ");
  sheet.append(head, foot, dressed(element));
  return sheet;
}

function box(style: string): HTMLElement {
  const made = document.createElement("div");
  made.style.cssText = style;
  return made;
}

/** A copy that carries its own looks: inside a picture no style sheet of the page is read. What a paper leaves out is left out. */
function dressed(element: HTMLElement): Node {
  const copy = element.cloneNode(true) as HTMLElement;
  const [from, to] = [
    [element, ...element.querySelectorAll("*")],
    [copy, ...copy.querySelectorAll("*")],
  ];
  from.forEach((one, i) => {
    const looks = getComputedStyle(one);
    const wanted = [...looks].filter((name) => !/^(-webkit-(?!line-clamp|box-orient)|animation|transition|cursor)/.test(name));
    to[i]!.setAttribute("style", wanted.map((name) => `${name}:${looks.getPropertyValue(name)}`).join(";"));
  });
  // A box keeps the height it had beside its neighbours only where it is a drawing; text may need another line in another font.
  for (const one of [copy, ...copy.querySelectorAll<HTMLElement>("div,figure,p,ul,ol,li,section")])
    if (!one.classList.contains("chart-box") && one.closest(".chart-box") === null)
      for (const name of ["height", "block-size", "max-height"]) one.style.removeProperty(name);
  for (const one of copy.querySelectorAll(".no-print")) one.remove();
  return copy;
}

/** Laid out once, out of sight, to know how much room it takes. */
function measured(sheet: HTMLElement): { width: number; height: number } {
  const stage = box("position:fixed;left:-99999px;top:0");
  stage.append(sheet);
  document.body.append(stage);
  const { width, height } = sheet.getBoundingClientRect();
  stage.remove();
  return { width: Math.ceil(width), height: Math.ceil(height) };
}
