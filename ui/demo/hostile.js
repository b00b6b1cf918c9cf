// A page whose scripts mean no well, as old libraries do: prototypes that say other things, names that are taken.
"use strict";
const loud = () => "HOSTILE";
for (const prototype of [Array.prototype, Object.prototype, String.prototype, Number.prototype]) {
  Object.defineProperty(prototype, "toJSON", { value: loud, writable: true, configurable: true, enumerable: prototype === Array.prototype });
}
Array.prototype.extra = "HOSTILE"; // seen by every for-in
Array.from = loud;
Element.prototype.remove = function remove() { this.setAttribute("data-removed", ""); };
Element.prototype.toggle = Element.prototype.hide = loud;
window.h = window.t = window.me = window.talk = window.json = loud;
document.createElement("shelftalk-widget").id = "taken";
