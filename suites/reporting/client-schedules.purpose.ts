import { LEVEL_CASES, PERIOD_CASES } from './period-cases.ts';
import { declareSchedules } from './schedule-case.ts';
import { FLOAT_CASES, INTEGER_CASES } from './threshold-cases.ts';

declareSchedules([...INTEGER_CASES, ...FLOAT_CASES, ...LEVEL_CASES, ...PERIOD_CASES]);
