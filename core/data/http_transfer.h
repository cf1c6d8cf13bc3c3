#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace ganvas::data {

/// When a server is given up for the moment.
struct HttpPatience {
  std::chrono::seconds connect{20};  ///< until it is connected
  std::chrono::seconds silence{30};  ///< in which it sends next to nothing
};

struct HttpRequest {
  std::string address;     ///< http or https; redirects are followed to these alone
  std::int64_t first = 0;  ///< byte to begin with
  std::string etag;        ///< of what lies before `first`: a file that has changed comes whole. Empty: not known
  HttpPatience patience;
};

/// What the server says before it sends the file, or the rest of it.
struct HttpHead {
  std::int64_t first = 0;   ///< where it begins: 0 where the server ignores ranges
  std::int64_t total = -1;  ///< bytes of the whole file; −1: not said
  std::string etag;         ///< a strong one; empty otherwise
  bool isPage = false;      ///< HTML, as a hotel’s network sends before one has signed in
};

/// Takes what comes in. What its functions throw ends the transfer and comes out of httpGet().
struct HttpSink {
  std::function<void(const HttpHead&)> begin;
  std::function<void(std::string_view)> add;
  std::function<void()> wait;  ///< called at least once a second, whether or not something comes
};

/// How a transfer ended. The body may still be shorter than the file, where the server did not say how long it is.
struct HttpEnd {
  enum class Kind {
    Complete,  ///< all that the server announced
    Broken,    ///< another try may help: dropped, timed out, busy
    Beyond,    ///< the server’s file ends before the byte that was asked for
    Refused    ///< none will: 404, a certificate, a redirect to elsewhere
  };
  Kind kind = Kind::Complete;
  std::string reason;  ///< "the server answered 404 (not found)"; empty when complete
};

/// Gets a file by HTTP. Honours the usual proxy variables. Throws Error "cancelled" within moments of a stop.
HttpEnd httpGet(const HttpRequest& request, const HttpSink& sink, const std::stop_token& stop);

}  // namespace ganvas::data
