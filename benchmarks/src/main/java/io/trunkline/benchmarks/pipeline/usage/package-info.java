/** What a process takes of the machine, from outside: CPU by part, memory, garbage, profiles. */
package io.trunkline.benchmarks.pipeline.usage;
