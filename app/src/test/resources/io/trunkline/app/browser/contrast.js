// Which texts of the page stand out too little from what is behind them: WCAG 2.2, level AA (1.4.3). As the browser
// computed the colours, with what is half transparent laid over what is beneath it.
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

function colour(css) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over(above, beneath, alpha) {
  return above.slice(0, 3).map((each, n) => each * alpha + beneath[n] * (1 - alpha));
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** What is behind an element, and how much of it its ancestors let through. */
function behind(element) {
  const layers = [];
  let opacity = 1;
  for (let each = element; each !== null; each = each.parentElement) {
    const style = getComputedStyle(each);
    layers.unshift(colour(style.backgroundColor));
    opacity *= Number(style.opacity);
  }
  return { ground: layers.reduce((beneath, layer) => over(layer, beneath, layer[3]), [255, 255, 255]), opacity };
}

const poor = new Map();
let looked = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
  const element = node.parentElement;
  if (node.data.trim() === '' || !element.checkVisibility({ visibilityProperty: true })) {
    continue;
  }
  const style = getComputedStyle(element);
  const size = parseFloat(style.fontSize);
  if (size === 0 || element.closest('option, :disabled') !== null) {
    continue;
  }
  looked++;
  const { ground, opacity } = behind(element);
  const own = colour(element instanceof SVGElement ? style.fill : style.color);
  const text = over(own, ground, own[3] * opacity);
  const [light, dark] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
  const contrast = (light + 0.05) / (dark + 0.05);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (contrast < (large ? 3 : 4.5)) {
    const where = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
    poor.set(where, `${where} “${node.data.trim().slice(0, 30)}” ${contrast.toFixed(2)}`);
  }
}
return { looked, poor: [...poor.values()] };
