/**
 * n8n's two settings (2.40 and newer, experimental) with which it builds a V8 isolate only for an
 * expression, and compiles its code once (n8n.md 2.7).
 */
export const LAZY_EXPRESSIONS: NodeJS.ProcessEnv = {
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true',
};
