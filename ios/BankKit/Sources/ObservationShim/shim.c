/* Swift up to 6.2.1 on Linux: libswiftObservation refers to swift::threading::fatal(char const *, ...), which no library
   has (swiftlang/swift#75670). Weak, so that a library that has it wins; empty on other systems. */
#include "shim.h"

#if defined(__linux__)
#include <stdlib.h>

__attribute__((noreturn, visibility("default"), weak)) void
_ZN5swift9threading5fatalEPKcz(const char *format, ...) {
  (void)format;
  abort();
}
#endif
