namespace LxdGen.Conformance.Daemon;

internal static class GuardianScript
{
    /// <summary>
    /// Starts the daemon named by its first argument, prints "DIRECTORY PID", and undoes everything
    /// when its standard input ends. Exits with 1 and says why when something stays behind.
    /// </summary>
    /// <remarks>
    /// The private mount namespace is what makes leaving a mount behind impossible: the kernel drops
    /// its mounts, and with them LXD's self-clearing loop devices, when its last process ends, however
    /// it ends. The traps are handlers, not "ignore", because the daemon would inherit the latter.
    /// SIGPWR is LXD's full shutdown: unlike SIGTERM it also unmounts, exports or deactivates pools,
    /// which matters to drivers whose pools live outside a mount namespace (zfs, lvm). It is repeated
    /// because a daemon in its first tenth of a second ignores it. A daemon also believes LXD_SOCKET,
    /// and does not start where that one is taken.
    /// </remarks>
    public const string Text = """
        trap : HUP INT TERM PIPE
        dir=$(mktemp -d /tmp/lxdgen-XXXXXX) || exit 1
        exec 2>"$dir/daemon.log"

        unset LXD_SOCKET
        LXD_DIR=$dir setsid unshare --mount "$1" --group root </dev/null >&2 &
        pid=$!
        echo "$dir $pid"
        read -r _

        tries=100
        while kill -s PWR "$pid" && [ "$tries" -gt 0 ]; do
            sleep 0.1
            tries=$((tries - 1))
        done
        kill -s KILL -- "-$pid"

        loops() { losetup --all | grep -F "/${dir##*/}/" | cut -d: -f1; }
        left() { loops; kill -s 0 -- "-$pid" && echo "process group $pid"; }
        tries=50
        while [ -n "$(left)" ] && [ "$tries" -gt 0 ]; do
            loops | xargs -r losetup --detach
            sleep 0.1
            tries=$((tries - 1))
        done

        remains=$(left; rm -rf "$dir" 2>&1)
        [ -z "$remains" ] || { echo "$remains"; exit 1; }
        """;
}
