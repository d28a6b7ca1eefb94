/* What the rules of AWSManagedRulesKnownBadInputsRuleSet look for; as the other lists of patterns, after AWS's examples and known attacks. */

/** Java that is run by what reads the request: expressions, gadgets, class loaders and serialised objects. */
export const JAVA_DESERIALIZATION: readonly string[] = [
  '(?i)java\\.lang\\.(?:runtime|processbuilder|class\\b|system\\.|thread\\b|reflect)|\\bgetruntime\\s*\\(|\\bruntime\\.exec\\s*\\(|\\bprocessbuilder\\s*\\(|\\bclass\\.(?:module\\.)?classloader\\b|\\bclassloader\\.resources\\b|spring\\.cloud\\.function\\.routing-expression',
  '(?i)#_memberaccess|@ognl\\.|\\bjavax\\.(?:script\\.scriptengine|management\\.badattribute|naming\\.initialcontext)|com\\.sun\\.(?:rowset\\.jdbcrowset|org\\.apache\\.xalan|org\\.apache\\.bcel)|org\\.apache\\.(?:commons\\.(?:collections|beanutils)\\b|xalan\\.|tomcat\\.dbcp)|org\\.codehaus\\.groovy\\.runtime|org\\.springframework\\.(?:beans|context\\.support)\\.|\\bysoserial\\b|java\\.util\\.priorityqueue|java\\.rmi\\.',
  '(?:^|[^A-Za-z0-9+/])rO0AB[QXZ]|\\xac\\xed\\x00\\x05',
  '(?i)\\baced0005[0-9a-f]{2}',
];

/** Lookups of Log4j, plain or put together from other lookups. */
export const LOG4J: readonly string[] = [
  '(?i)\\$\\{\\s*(?:jndi|ctx|env|sys|java|lower|upper|main|map|sd|web|k8s|docker|log4j|bundle|marker|event|jvmrunargs|base64|:)\\s*:|\\$\\{[^{}]*:-',
  '(?i)\\$\\{[^{}]*\\$\\{[^{}]*(?::|\\$\\{)',
  '(?i)\\bjndi\\s*:\\s*(?:ldaps?|rmi|dns|iiop|corba|nds|nis|https?)\\b',
];

/** Paths of what should not be served, and of well-known holes. */
export const EXPLOITABLE_PATHS: readonly string[] = [
  '(?i)/(?:web-inf|meta-inf)(?:/|$)|/\\.(?:git|svn|hg|bzr|cvs|aws|ssh|docker|kube|env[\\w.-]*|ds_store|htaccess|htpasswd|npmrc|vscode|idea)(?:/|$)|/wp-config\\.php|/phpinfo|/(?:phpmyadmin|pma)(?:/|$)|/cgi-bin/|/web\\.config$|/server-status$',
  '(?i)/actuator/(?:env|heapdump|gateway|jolokia|logfile|threaddump)|/jolokia/|/_ignition/execute-solution|/vendor/phpunit/|/(?:jmx-console|invoker/jmxinvokerservlet|web-console)(?:/|$)|/manager/(?:html|text)(?:/|$)|/(?:hnap1|boaform|goform|setup\\.cgi|shell\\.php|struts2?-showcase|solr/admin)(?:/|$)|/_cluster/|/druid/indexer|/geoserver/web',
];

/** Host headers that mean the server itself. Names below `localhost` are others', and pass. */
export const LOCALHOST: readonly string[] = [
  '(?i)^(?:localhost|localhost\\.localdomain|127(?:\\.\\d{1,3}){3}|0\\.0\\.0\\.0|\\[::1?\\])(?::\\d+)?$',
];

/** CVE-2025-55182: references of React's flight protocol to what an object inherits. */
export const REACT_FLIGHT: readonly string[] = [
  '\\$[0-9a-f]*:(?:__proto__|constructor|prototype)\\b|\\$[0-9a-f]*:[\\w:]*:(?:__proto__|constructor|then)\\b|\\bprocess\\.mainModule\\.(?:require|constructor)|"_prefix"\\s*:\\s*"[^"]*(?:child_process|execSync|process\\.)',
];
