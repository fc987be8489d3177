/** Whatever is sent to the API that it describes is answered as it describes. */
package io.tidegate.acceptance.fuzz;
