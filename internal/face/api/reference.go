package api

import _ "embed"

// Reference is the OpenAPI document of this interface.
//
//go:embed openapi.json
var Reference []byte
