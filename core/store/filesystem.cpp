// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/filesystem.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <sys/vfs.h>

namespace store {

bool isNetworkFileSystem(quint64 type) noexcept
{
    // statfs(2), and linux/magic.h where it is not there.
    constexpr auto types = std::to_array<quint64>({
        0x6969,      // NFS
        0x517b,      // SMB
        0xff534d42,  // CIFS
        0xfe534d42,  // SMB 2
        0x01021997,  // 9P
        0x65735546,  // FUSE
        0x5346414f,  // OpenAFS
        0x6b414653,  // AFS
        0x73757245,  // Coda
        0x564c,      // NCP
        0x00c36400,  // Ceph
        0x0bd00bd0,  // Lustre
        0x01161970,  // GFS2
        0x7461636f,  // OCFS2
        0x786f4256,  // VirtualBox's shared folders
    });
    return std::find(types.begin(), types.end(), type & 0xffffffffU) != types.end();
}

bool isNetworkFolder(const QString &folder)
{
    struct statfs status = {};
    return ::statfs(QFile::encodeName(folder).constData(), &status) == 0
        && isNetworkFileSystem(static_cast<quint64>(status.f_type));
}

}
