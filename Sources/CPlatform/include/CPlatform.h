#pragma once

// The one door through which Swift sees C. Each header names the file that implements it.
#include "sk_archive.h"
#include "sk_deflate.h"
#include "sk_literals.h"
#include "sk_pages.h"
#include "sk_pattern.h"
#include "sk_pool.h"
#include "sk_shapes.h"
#include "sk_sqlite.h"
#include "sk_system.h"
#include "sk_words.h"
