#include "data/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <utility>

namespace ganvas::testing {

namespace {

constexpr int kTick = 20;  // milliseconds between looks at the stop token

bool readable(int socket) {
  pollfd wait{socket, POLLIN, 0};
  return poll(&wait, 1, kTick) > 0;
}

/// The request's head, up to its empty line; empty when the client goes away before.
std::string readHead(int socket, const std::stop_token& stop) {
  std::string head;
  while (head.find("\r\n\r\n") == std::string::npos) {
    if (stop.stop_requested()) return {};
    if (!readable(socket)) continue;
    char bytes[1024];
    const ssize_t got = recv(socket, bytes, sizeof bytes, 0);
    if (got <= 0) return {};
    head.append(bytes, static_cast<std::size_t>(got));
  }
  return head;
}

SeenRequest parse(const std::string& head) {
  SeenRequest request;
  std::size_t start = head.find("\r\n") + 2;
  const std::string first = head.substr(0, start - 2);
  const std::size_t space = first.find(' ');
  request.path = first.substr(space + 1, first.rfind(' ') - space - 1);
  while (true) {
    const std::size_t end = head.find("\r\n", start);
    if (end == start || end == std::string::npos) return request;
    const std::string line = head.substr(start, end - start);
    const std::size_t colon = line.find(": ");
    std::string name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    if (colon != std::string::npos) request.headers[name] = line.substr(colon + 2);
    start = end + 2;
  }
}

}  // namespace

std::size_t SeenRequest::rangeStart() const {
  const auto range = headers.find("range");
  return range == headers.end() ? 0 : std::strtoull(range->second.c_str() + std::string("bytes=").size(), nullptr, 10);
}

bool HttpConnection::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void HttpConnection::drop() const {
  wait(std::chrono::milliseconds(50));  // a reset overtakes what the client has not read yet
  const linger now{1, 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

void HttpConnection::awaitClient() const {
  while (!ended()) {
    char byte;
    if (readable(socket_) && recv(socket_, &byte, 1, 0) <= 0) return;
  }
}

void HttpConnection::wait(std::chrono::milliseconds time) const {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop_, time, [] { return false; });
}

HttpServer::HttpServer(Handler handler) : handler_(std::move(handler)) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(listen(listener_, 16), 0);
  socklen_t length = sizeof address;
  getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::jthread([this](const std::stop_token& stop) { accept(stop); });
}

HttpServer::~HttpServer() {
  acceptor_.request_stop();
  acceptor_.join();
  for (std::jthread& connection : connections_) connection.request_stop();
  connections_.clear();
  close(listener_);
}

std::string HttpServer::address(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::vector<SeenRequest> HttpServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void HttpServer::accept(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (!readable(listener_)) continue;
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0) {
      connections_.emplace_back([this, socket](const std::stop_token& end) { answer(socket, end); });
    }
  }
}

void HttpServer::answer(int socket, const std::stop_token& stop) {
  const std::string head = readHead(socket, stop);
  if (!head.empty()) {
    const SeenRequest request = parse(head);
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    handler_(request, HttpConnection(socket, stop));
  }
  close(socket);
}

std::string httpHead(const std::string& status, const std::vector<std::string>& lines) {
  std::string head = "HTTP/1.1 " + status + "\r\n";
  for (const std::string& line : lines) head += line + "\r\n";
  return head + "Connection: close\r\n\r\n";
}

void serveUntil(const SeenRequest& request, const HttpConnection& connection, std::string_view bytes, std::size_t most,
                const std::string& etag) {
  const auto condition = request.headers.find("if-range");
  const bool allowed = condition == request.headers.end() || condition->second == etag;
  const std::size_t start = allowed ? request.rangeStart() : 0;
  const std::string total = std::to_string(bytes.size()), tag = "ETag: " + etag;
  if (start > 0 && start >= bytes.size()) {
    connection.send(httpHead("416 Range Not Satisfiable", {"Content-Length: 0", "Content-Range: bytes */" + total}));
    return;
  }
  const std::string_view body = bytes.substr(start);
  const std::string length = "Content-Length: " + std::to_string(body.size());
  const std::string range =
      "Content-Range: bytes " + std::to_string(start) + "-" + std::to_string(bytes.size() - 1) + "/" + total;
  connection.send(start > 0 ? httpHead("206 Partial Content", {length, tag, range})
                            : httpHead("200 OK", {length, tag}));
  connection.send(body.substr(0, most));
  if (most < body.size()) connection.drop();
}

void serveWhole(const SeenRequest& request, const HttpConnection& connection, std::string_view bytes,
                const std::string& etag) {
  serveUntil(request, connection, bytes, bytes.size(), etag);
}

}  // namespace ganvas::testing
