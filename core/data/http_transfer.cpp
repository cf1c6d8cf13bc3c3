#include "data/http_transfer.h"

#include <curl/curl.h>

#include <charconv>
#include <exception>
#include <memory>
#include <mutex>
#include <new>

#include "base/error.h"

namespace ganvas::data {

namespace {

constexpr long kMostRedirects = 10;
constexpr long kLeastBytesPerSecond = 64;

using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Multi = std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)>;
using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

void startLibrary() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::string headerOf(CURL* easy, const char* name) {
  curl_header* header = nullptr;
  return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : "";
}

std::int64_t numberAt(std::string_view text) {
  std::int64_t value = -1;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc() ? value : -1;
}

/// "bytes 100-199/200": where the part begins, and the length of the whole where it is said.
void readContentRange(const std::string& text, HttpHead& head) {
  const std::size_t space = text.find(' '), slash = text.find('/');
  head.first = space == std::string::npos ? -1 : numberAt(std::string_view(text).substr(space + 1));
  head.total = slash == std::string::npos ? -1 : numberAt(std::string_view(text).substr(slash + 1));
}

long statusOf(CURL* easy) {
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

HttpHead headOf(CURL* easy) {
  HttpHead head;
  if (statusOf(easy) == 206) {
    readContentRange(headerOf(easy, "Content-Range"), head);
  } else {
    curl_off_t length = -1;
    curl_easy_getinfo(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    head.total = length;
  }
  head.etag = headerOf(easy, "ETag");
  if (head.etag.starts_with("W/")) head.etag.clear();  // the same text, not the same bytes
  head.isPage = headerOf(easy, "Content-Type").starts_with("text/html");
  return head;
}

/// What libcurl's callback works on: C++ exceptions must not pass through libcurl.
struct Receiver {
  CURL* easy;
  const HttpSink& sink;
  bool begun = false;
  std::exception_ptr failure;
};

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& receiver = *static_cast<Receiver*>(user);
  try {
    if (!receiver.begun) receiver.sink.begin(headOf(receiver.easy));
    receiver.begun = true;
    receiver.sink.add(std::string_view(bytes, size * count));
    return size * count;
  } catch (...) {
    receiver.failure = std::current_exception();
    return CURL_WRITEFUNC_ERROR;
  }
}

void setUp(CURL* easy, const HttpRequest& request, const Headers& headers, Receiver& receiver) {
  curl_easy_setopt(easy, CURLOPT_URL, request.address.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(easy, CURLOPT_MAXREDIRS, kMostRedirects);
  curl_easy_setopt(easy, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "ganvas");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a stop does not wait for a name server
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, static_cast<long>(request.patience.connect.count()));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, kLeastBytesPerSecond);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.patience.silence.count()));
  // Not CURLOPT_RESUME_FROM: with it a server that ignores ranges is an error.
  if (request.first > 0) curl_easy_setopt(easy, CURLOPT_RANGE, (std::to_string(request.first) + "-").c_str());
  if (headers) curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &receiver);
}

/// Runs the transfer to its end. Throws Error "cancelled".
CURLcode perform(CURLM* multi, const HttpSink& sink, const std::stop_token& stop) {
  const std::stop_callback wake(stop, [multi] { curl_multi_wakeup(multi); });
  int running = 1;
  while (running > 0) {
    if (stop.stop_requested()) throw Error("cancelled", "", "");
    CURLMcode code = curl_multi_perform(multi, &running);
    if (code == CURLM_OK && running > 0) code = curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
    if (code != CURLM_OK) throw Error(curl_multi_strerror(code), "", "");
    sink.wait();
  }
  int left = 0;
  const CURLMsg* message = curl_multi_info_read(multi, &left);
  return message != nullptr && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
}

bool mayPass(CURLcode code, long status) {
  switch (code) {
    case CURLE_HTTP_RETURNED_ERROR:
      return status == 408 || status == 429 || status >= 500;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_TOO_MANY_REDIRECTS:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_WEIRD_SERVER_REPLY:
      return false;
    default:
      return true;
  }
}

HttpEnd endOf(CURL* easy, CURLcode code, const Receiver& receiver) {
  const long status = statusOf(easy);
  if (code == CURLE_OK && receiver.begun && (status == 200 || status == 206)) return {};
  if (code == CURLE_OK) return {HttpEnd::Kind::Refused, "the server answered " + std::to_string(status) + ", no file"};
  if (code == CURLE_HTTP_RETURNED_ERROR && status == 416)
    return {HttpEnd::Kind::Beyond, "the server’s file is shorter"};
  const auto kind = mayPass(code, status) ? HttpEnd::Kind::Broken : HttpEnd::Kind::Refused;
  if (code == CURLE_HTTP_RETURNED_ERROR) return {kind, "the server answered " + std::to_string(status)};
  if (code == CURLE_UNSUPPORTED_PROTOCOL) return {kind, "the server redirects to something that is not http or https"};
  const bool untrusted = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE;
  return {kind, std::string(curl_easy_strerror(code)) + (untrusted ? "; is ca-certificates installed?" : "")};
}

}  // namespace

HttpEnd httpGet(const HttpRequest& request, const HttpSink& sink, const std::stop_token& stop) {
  startLibrary();
  const Easy easy(curl_easy_init(), curl_easy_cleanup);
  const Multi multi(curl_multi_init(), curl_multi_cleanup);
  if (!easy || !multi) throw std::bad_alloc();
  Headers headers(nullptr, curl_slist_free_all);
  if (request.first > 0 && !request.etag.empty()) {
    headers.reset(curl_slist_append(nullptr, ("If-Range: " + request.etag).c_str()));
  }
  Receiver receiver{easy.get(), sink, false, {}};
  setUp(easy.get(), request, headers, receiver);
  curl_multi_add_handle(multi.get(), easy.get());
  const struct Detach {
    CURLM* multi;
    CURL* easy;
    ~Detach() { curl_multi_remove_handle(multi, easy); }
  } detach{multi.get(), easy.get()};
  const CURLcode code = perform(multi.get(), sink, stop);
  if (receiver.failure) std::rethrow_exception(receiver.failure);
  return endOf(easy.get(), code, receiver);
}

}  // namespace ganvas::data
