// One pattern of 8 bytes over memory.
static void repeat(void *out, size_t byteCount, uint64_t pattern) {
  char *to = out;
  U64 vector = (U64){} + pattern;
  size_t i = 0;
  for (; i + VECTOR_BYTES <= byteCount; i += VECTOR_BYTES) store_u64(to + i, vector);
  __builtin_memcpy(to + i, &vector, byteCount - i);
}
