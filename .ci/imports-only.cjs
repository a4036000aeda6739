/**
 * Babel settings for the dependency checker, which can't read TypeScript 7: every file becomes the list of what it
 * imports, types included, and nothing else.
 */
const importsOnly = () => ({
  visitor: {
    Program: {
      exit(program) {
        const sources = [];
        program.traverse({
          'ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration'({ node }) {
            if (node.source) sources.push(node.source.value);
          },
          'TSImportType|ImportExpression'({ node }) {
            const source = node.argument?.literal ?? node.argument ?? node.source;
            if (source.type === 'StringLiteral') sources.push(source.value);
          },
          CallExpression({ node }) {
            const [argument] = node.arguments;
            if (node.callee.type === 'Import' && argument.type === 'StringLiteral')
              sources.push(argument.value);
          },
        });
        program.node.directives = [];
        program.node.body = sources.map((source) => ({
          type: 'ImportDeclaration',
          specifiers: [],
          source: { type: 'StringLiteral', value: source },
        }));
      },
    },
  },
});

module.exports = {
  configFile: false,
  babelrc: false,
  compact: true,
  parserOpts: { plugins: ['typescript', 'jsx'] },
  plugins: [importsOnly],
};
