/**
 * Names at `/metrics` that are not ours: Prometheus' own, those of the Node client library, and those of the
 * Temporal SDK with its suffixes for counters, units and seconds switched on.
 */
export const outside = {
  up: 'up',
  eventLoopLag: 'nodejs_eventloop_lag_p99_seconds',
  heapUsed: 'nodejs_heap_size_used_bytes',
  memory: 'process_resident_memory_bytes',
  cpu: 'process_cpu_seconds_total',
  startTime: 'process_start_time_seconds',
  requestFailures: 'temporal_request_failure_total',
  longRequestFailures: 'temporal_long_request_failure_total',
  taskWait: 'temporal_workflow_task_schedule_to_start_latency_seconds',
  activityWait: 'temporal_activity_schedule_to_start_latency_seconds',
  taskFailures: 'temporal_workflow_task_execution_failed_total',
  activityFailures: 'temporal_activity_execution_failed_total',
  localActivityFailures: 'temporal_local_activity_execution_failed_total',
  slotsAvailable: 'temporal_worker_task_slots_available',
  pollers: 'temporal_num_pollers',
  evictions: 'temporal_sticky_cache_total_forced_eviction_total',
} as const;
