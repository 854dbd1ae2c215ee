// SPDX-License-Identifier: GPL-3.0-or-later
// Asked of the browser: the words and pictures that a reader sees, in the order of the document, each with its
// place, its colour and the block it belongs to. The same that tests/html/stageditems.cpp tells of our view.
const unspaced = '[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af]';
const wordPattern = new RegExp(`[•◦▪]|${unspaced}|(?:(?!${unspaced})[\\p{L}\\p{M}\\p{N}])+`, 'gu');
const marks = {disc: '•', circle: '◦', square: '▪'};
const blocks = new Map();
const items = [];
let pictures = 0;

function blockOf(element) {
    let block = element;
    while (block.parentElement && /^(inline|contents)$/.test(getComputedStyle(block).display))
        block = block.parentElement;
    if (!blocks.has(block))
        blocks.set(block, blocks.size + 1);
    return blocks.get(block);
}

// What of it is left when everything around it has cut off what hangs over.
function visiblePart(rect, element) {
    let {left, top, right, bottom} = rect;
    for (let around = element; around && around !== document.body; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.overflowX === 'visible' && style.overflowY === 'visible')
            continue;
        const frame = around.getBoundingClientRect();
        left = Math.max(left, frame.left);
        top = Math.max(top, frame.top);
        right = Math.min(right, frame.right);
        bottom = Math.min(bottom, frame.bottom);
    }
    return Math.max(0, right - left) * Math.max(0, bottom - top);
}

function isSeen(rect, element) {
    const area = rect.width * rect.height;
    return area > 0 && rect.right > 0 && rect.bottom > 0 && visiblePart(rect, element) > area * 0.3
        && element.checkVisibility({opacityProperty: true, visibilityProperty: true});
}

// With the share of it that all the opacities around it leave.
function colorOf(element) {
    const parts = getComputedStyle(element).color.match(/[\d.]+/g).map(Number);
    let alpha = parts.length > 3 ? parts[3] : 1;
    for (let around = element; around; around = around.parentElement)
        alpha *= Number(getComputedStyle(around).opacity);
    return [parts[0], parts[1], parts[2], alpha];
}

function add(kind, name, rect, element, block) {
    const round = (value) => Math.round(value * 10) / 10;
    items.push({[kind]: name, color: colorOf(element), x: round(rect.left + scrollX), y: round(rect.top + scrollY),
                w: round(rect.width), h: round(rect.height), block});
}

function addText(node) {
    const element = node.parentElement;
    if (parseFloat(getComputedStyle(element).fontSize) < 2)
        return;
    for (const match of node.data.matchAll(wordPattern)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const rect = range.getClientRects()[0];
        if (rect && isSeen(rect, element))
            add('word', match[0].toLowerCase(), rect, element, blockOf(element));
    }
}

function addPicture(element) {
    const rect = element.getBoundingClientRect();
    if (element.naturalWidth > 0 && rect.width >= 3 && rect.height >= 3 && isSeen(rect, element))
        add('picture', element.dataset.picture, rect, element, -(++pictures));
}

// Marks of lists are in no text node.
function addMark(element) {
    const style = getComputedStyle(element);
    if (style.display !== 'list-item' || style.listStyleType === 'none' || !element.getClientRects().length)
        return;
    const number = [...element.parentElement.children].indexOf(element) + (element.parentElement.start || 1);
    const letter = String.fromCharCode(96 + number);
    const words = {decimal: String(number), 'lower-alpha': letter, 'upper-alpha': letter};
    const size = parseFloat(style.fontSize);
    const box = element.getBoundingClientRect();
    const left = style.direction === 'rtl' ? box.right + size * 0.5 : box.left - size;
    const name = marks[style.listStyleType] || words[style.listStyleType];
    if (name)
        add('word', name, new DOMRect(left, box.top, size * 0.6, size * 1.2), element, blockOf(element));
}

const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE)
        addText(node);
    else if (node.tagName === 'IMG')
        addPicture(node);
    else if (node.tagName === 'LI')
        addMark(node);
}
return {items, height: Math.ceil(Math.max(0, ...items.map((item) => item.y + item.h))) + 30};
