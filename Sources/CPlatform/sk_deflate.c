#include "sk_deflate.h"
