/** Who may import whom, as in the README: run by `npm run rules`. */
const { join } = require('node:path');

/** In this order: a feature imports only from those before it, in the backend and in the frontend. Its tests may more. */
const FEATURES = [
  'companies',
  'users',
  'auth',
  'preferences',
  'about',
  'emoji',
  'settings',
  'files',
  'tags',
  'contact-fields',
  'queues',
  'opening-hours',
  'contacts',
  'connections',
  'automatic-texts',
  'tickets',
  'contact-imports',
  'ticket-views',
  'drafts',
  'messages',
  'search',
  'notes',
  'transfers',
  'reminders',
  'transcripts',
  'quick-messages',
  'chatbot',
  'ratings',
  'schedules',
  'contact-lists',
  'campaigns',
  'team-chat',
  'announcements',
  'help',
  'notifications',
  'billing',
  'dashboard',
  'api-keys',
  'webhooks',
  'shortcuts',
];

const TEST = '\\.test\\.tsx?$';
const TEST_CODE = `${TEST}|/test/|^backend/bench/|/vitest\\.config\\.ts$`;
const BACKEND_FEATURES = '^backend/src/features';
const FRONTEND_FEATURES = '^frontend/src/features';

/** The layers of the frontend, lowest first: each imports from itself and from those before it. */
const FRONTEND_LAYERS = ['(lib|theme|i18n|api|realtime)', 'ui', 'features', 'pages', 'app'];

const forbidden = [
  {
    name: 'no-cycles',
    comment: 'Two files that import each other are one file, or need a third.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'found',
    comment: 'An import that leads nowhere escapes the other rules.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'contract-needs-only-zod',
    from: { path: '^backend/contract/', pathNot: TEST_CODE },
    to: { pathNot: '^backend/contract/|node_modules/zod/' },
  },
  {
    name: 'mock-whatsapp-knows-nothing-of-the-product',
    from: { path: '^backend/mock-whatsapp/' },
    to: { path: '^(backend/(src|contract|migrations|bench)|frontend)/' },
  },
  {
    name: 'core-knows-no-feature',
    from: { path: '^backend/src/core/', pathNot: TEST },
    to: { path: '^backend/src/(?!core/)' },
  },
  {
    name: 'nobody-imports-app',
    comment: 'Wiring is at the top: only main.ts starts it.',
    from: { pathNot: `^backend/src/(app/|main\\.ts$)|${TEST_CODE}` },
    to: { path: '^backend/src/app/' },
  },
  {
    name: 'another-features-inside',
    comment:
      "A feature's routes, realtime, listeners and jobs are for the app to wire. News travels by event.",
    from: { path: `${BACKEND_FEATURES}/([^/]+)/` },
    to: {
      path: `${BACKEND_FEATURES}/.+\\.(routes|realtime|listeners|jobs?)\\.ts$`,
      pathNot: `${BACKEND_FEATURES}/$1/`,
    },
  },
  {
    name: 'whatsapp-library-in-one-folder',
    from: { path: '^backend/src/', pathNot: `${BACKEND_FEATURES}/connections/whatsapp/` },
    to: { path: 'node_modules/@whiskeysockets/' },
  },
  {
    name: 'product-without-test-code',
    from: { path: '^(backend|frontend)/', pathNot: TEST_CODE },
    to: { path: `${TEST}|^(backend|frontend/src)/test/|^backend/bench/` },
  },
  {
    name: 'mock-whatsapp-only-in-demo-and-tests',
    from: { path: '^backend/src/', pathNot: `^backend/src/app/(demo|dev)|${TEST_CODE}` },
    to: { path: '^backend/mock-whatsapp/' },
  },
  {
    name: 'browser-and-server-share-the-contract',
    from: { path: '^frontend/' },
    to: { path: '^backend/(?!contract/|test/|mock-whatsapp/)' },
  },
  {
    name: 'server-without-browser',
    from: { path: '^backend/' },
    to: { path: '^frontend/src/' },
  },
  ...[BACKEND_FEATURES, FRONTEND_FEATURES].flatMap(featureOrder),
  ...FRONTEND_LAYERS.slice(0, -1).map(layerBelow),
];

function featureOrder(folder) {
  const side = folder === BACKEND_FEATURES ? 'backend' : 'frontend';
  const unknown = {
    name: `${side}-feature-without-a-place`,
    comment: 'Give the new feature its place in FEATURES, in .ci/dependency-rules.cjs.',
    from: { path: `${folder}/(?!(${FEATURES.join('|')})/)` },
    to: {},
  };
  const order = FEATURES.slice(0, -1).map((feature, index) => ({
    name: `${side}-${feature}-imports-only-from-above`,
    from: { path: `${folder}/${feature}/`, pathNot: TEST },
    to: { path: `${folder}/(${FEATURES.slice(index + 1).join('|')})/` },
  }));
  return [unknown, ...order];
}

function layerBelow(layer, index) {
  return {
    name: `frontend-${layer.replace(/\W+/g, '-').replace(/^-|-$/g, '')}-imports-only-from-below`,
    from: { path: `^frontend/src/${layer}/`, pathNot: TEST },
    to: { path: `^frontend/src/(${FRONTEND_LAYERS.slice(index + 1).join('|')})/` },
  };
}

module.exports = {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    babelConfig: { fileName: join(__dirname, 'imports-only.cjs') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'types', 'import', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
