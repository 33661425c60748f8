import { formOf } from '../shared/operation/describe';
import type { Form } from '../shared/operation/form';
import { resources } from './resources';

/**
 * The form of the KillB node. The build puts its JSON in the place of this module
 * (scripts/bundle.js), so that n8n need not load every operation to show it.
 */
export const form: Form = formOf(resources, 'user');
