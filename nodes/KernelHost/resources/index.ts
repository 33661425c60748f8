import type { Resource } from '../../shared/operation';
import { order } from './order';
import { product } from './product';

/** Everything the KernelHost node can do. */
export const resources: readonly Resource[] = [order, product];
