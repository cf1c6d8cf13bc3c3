#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace ganvas::testing {

struct SeenRequest {
  std::string path;                            ///< "/file"
  std::map<std::string, std::string> headers;  ///< names in lower case

  /// The byte that a "Range: bytes=N-" begins with; 0 without.
  std::size_t rangeStart() const;
};

/// A client's connection, as a handler of HttpServer answers it.
class HttpConnection {
 public:
  HttpConnection(int socket, std::stop_token stop) : socket_(socket), stop_(std::move(stop)) {}

  /// False when the client is gone.
  bool send(std::string_view bytes) const;
  /// Drops the connection at once (RST) where others end it in order.
  void drop() const;
  /// Waits until the client goes away, or the server ends.
  void awaitClient() const;
  void wait(std::chrono::milliseconds time) const;
  bool ended() const { return stop_.stop_requested(); }

 private:
  int socket_;
  std::stop_token stop_;
};

/// A real HTTP server on the loopback, one thread for each connection, that answers as badly as a test wants it to.
class HttpServer {
 public:
  using Handler = std::function<void(const SeenRequest&, const HttpConnection&)>;
  explicit HttpServer(Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:PORT/path"
  std::string address(const std::string& path = "/file") const;
  /// All so far.
  std::vector<SeenRequest> requests() const;

 private:
  void accept(const std::stop_token& stop);
  void answer(int socket, const std::stop_token& stop);

  Handler handler_;
  int listener_ = -1;
  int port_ = 0;
  mutable std::mutex mutex_;
  std::vector<SeenRequest> requests_;
  std::vector<std::jthread> connections_;  ///< of the accepting thread; joined by the destructor
  std::jthread acceptor_;
};

/// The head of a reply: "HTTP/1.1 STATUS", the lines, and "Connection: close".
std::string httpHead(const std::string& status, const std::vector<std::string>& lines = {});

/// Answers as a good server does: all of `bytes`, or what a Range asks for where If-Range allows it.
void serveWhole(const SeenRequest& request, const HttpConnection& connection, std::string_view bytes,
                const std::string& etag = "\"1\"");
/// The same, dropping the connection after `most` bytes of the body.
void serveUntil(const SeenRequest& request, const HttpConnection& connection, std::string_view bytes, std::size_t most,
                const std::string& etag = "\"1\"");

}  // namespace ganvas::testing
