#include <QAction>
#include <QObject>
int main() { return 0; }
