import Cluster
import Glibc

// Holds a cluster for as long as it lives: `ClusterProbe FOLDER`. Prints the server's process and the connection string.
guard CommandLine.arguments.count == 2 else {
    print("usage: ClusterProbe FOLDER")
    exit(64)
}
let cluster = PrivateCluster(folder: CommandLine.arguments[1], durable: false)
do throws(ClusterError) {
    try await cluster.start()
    print("\(await cluster.serverProcess ?? 0)")
    print(cluster.connectionString)
    fflush(nil)
    try await cluster.run()
} catch {
    print("error: \(error)")
    exit(1)
}
