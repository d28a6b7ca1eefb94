/**
 * The attributes that run a script when something happens, without `on`: those of HTML, SVG and of browsers' own. A list, because
 * `on` and a word before an equals sign is common in innocent text (`online=1`, `only=2`, `one = 1`).
 * @see https://html.spec.whatwg.org/multipage/indices.html#events-2
 */
export const EVENTS =
  'abort|activate|afterprint|afterscriptexecute|afterupdate|animation(?:cancel|end|iteration|start)|auxclick|' +
  'before(?:activate|copy|cut|deactivate|editfocus|input|match|paste|print|scriptexecute|toggle|unload|update)|begin|blur|bounce|' +
  'canplay(?:through)?|cancel|cellchange|change|click|close|command|contentvisibilityautostatechange|context(?:lost|menu|restored)|' +
  'controlselect|copy|cuechange|cut|dataavailable|dataset(?:changed|complete)|dblclick|deactivate|' +
  'drag(?:drop|end|enter|exit|leave|over|start)?|drop|durationchange|emptied|end|ended|error(?:update)?|filterchange|finish|focus(?:in|out)?|' +
  'form(?:change|data|input)|fullscreen(?:change|error)|gotpointercapture|hashchange|help|input|invalid|key(?:down|press|up)|layoutcomplete|' +
  'load(?:eddata|edmetadata|end|start)?|losecapture|lostpointercapture|message(?:error)?|' +
  'mouse(?:down|enter|leave|move|out|over|up|wheel)|move(?:end|start)?|page(?:hide|reveal|show|swap)|paste|pause|play(?:ing)?|' +
  'pointer(?:cancel|down|enter|leave|move|out|over|rawupdate|up)|popstate|progress|propertychange|ratechange|readystatechange|repeat|reset|' +
  'resize(?:end|start)?|row(?:enter|exit|sdelete|sinserted)|scroll(?:end|snapchange|snapchanging)?|search|securitypolicyviolation|seek(?:ed|ing)|' +
  'select(?:ionchange|start)?|show|slotchange|stalled|start|stop|storage|submit|suspend|timeupdate|toggle|' +
  'touch(?:cancel|end|move|start)|transition(?:cancel|end|run|start)|unhandledrejection|unload|volumechange|waiting|' +
  'webkit(?:animation(?:end|iteration|start)|fullscreenchange|mouseforce(?:changed|down|up|willbegin)|transitionend|playbacktargetavailabilitychanged)|wheel|zoom';
