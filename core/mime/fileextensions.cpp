// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mime/fileextensions.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace mime {

namespace {

// Words between blanks, so that the tables read as lists.
template <typename Value>
struct Row {
    Value value;
    const char *extensions;
};

// clang-format off
constexpr Row<FileRisk> risks[] = {
    // Windows runs these, and Wine does where it is installed
    {FileRisk::Program,
     "exe com scr pif cpl dll sys drv ocx bat cmd btm vb vbs vbe js jse mjs ws wsf wsc wsh wsb hta msc msi msp mst msu "
     "msix msixbundle appx appxbundle appinstaller application gadget grp inf ins isp job reg rgs sct shb shs scf "
     "ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psm1 pssc cdxml xaml msh msh1 msh2 mshxml msh1xml msh2xml mcf mad maf mag mam "
     "maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz accda accdb accde accdr ade adp app fxp prg prf pcd ops "
     "printerexport diagcab diagcfg diagpkg hlp chm its hpj theme themepack deskthemepack settingcontent-ms "
     "udl vsmacros vsw xbap xll xnk asp aspx asx csh ksh fon air aut a3x ahk paf u3p vxd "
     "workflow"},
    // Unix, Linux, macOS, Android
    {FileRisk::Program,
     "sh bash zsh fish dash tcsh run bin out elf so ko o appimage deb rpm snap flatpak flatpakref flatpakrepo "
     "pkg mpkg dylib command tool action scpt scptd applescript osx kext prefpane apk aab xapk ipa "
     "py pyc pyo pyw pyz pyzw rb pl pm tcl lua php php3 php4 php5 phtml awk el elc rexx vala "
     "jar jnlp class war ear jad xpi crx oxt bundle service socket timer mount automount ebuild pup "
     "ps eps sylk slk iqy oqy dqy rqy"},
    {FileRisk::Shortcut,
     "lnk url website webloc desktop directory kdelnk library-ms search-ms searchconnector-ms contact group rdp rdg "
     "ica xrm-ms mapimail mydocs vncloc afploc fileloc inetloc ftploc nfsloc cda wcx pnagent torrent magnet "
     "ovpn"},
    {FileRisk::Disk, "iso img ima dmg vhd vhdx vmdk vdi qcow2 wim swm udf nrg mdf cue toast sparsebundle sparseimage squashfs"},
    {FileRisk::Macros,
     "docm dotm xlsm xltm xlam xla xlw xlm xl pptm potm ppam ppsm ppa sldm wll wiz wbk vsdm vssm vstm pub mpp "
     "xlsb one onetoc2 onepkg odb bas frm cls otm docb"},
    {FileRisk::Page,
     "htm html xht xhtml shtml shtm stm mht mhtml maff svg svgz xsl xslt rss atom swf swfl dcr spl htc htt "
     "webarchive xul wml"},
};
constexpr Row<FileKind> kinds[] = {
    {FileKind::Text, "txt text log md markdown rst csv tsv diff patch xml conf ini json yaml yml toml asc tex bib srt nfo po"},
    {FileKind::Document,
     "pdf doc docx dot dotx rtf odt ott fodt pages xls xlsx xlt xltx ods ots fods numbers ppt pptx pps ppsx pot potx odp "
     "otp fodp key epub mobi azw3 djvu djv xps oxps odg otg odf wpd wps abw gnumeric docbook vsd vsdx"},
    {FileKind::Picture,
     "png jpg jpeg jpe jfif gif webp bmp dib tif tiff heic heif avif ico psd xcf raw cr2 cr3 nef arw dng orf rw2 pnm pbm "
     "pgm ppm tga jxl jp2"},
    {FileKind::Audio, "mp3 m4a aac ogg oga opus flac wav wma aif aiff mid midi amr ape mka"},
    {FileKind::Video, "mp4 m4v mov avi mkv webm mpg mpeg wmv flv 3gp ogv ts mts"},
    {FileKind::Archive, "zip gz tgz bz2 tbz xz txz zst lz lzma 7z rar tar cab arj lha lzh z cpio"},
    {FileKind::Message, "eml msg mbox mbx emlx"},
    {FileKind::Calendar, "ics ical ifb vcs"},
    {FileKind::Contact, "vcf vcard ldif"},
};
// clang-format on

template <typename Value, std::size_t count>
QHash<QString, Value> table(const Row<Value> (&rows)[count])
{
    QHash<QString, Value> found;
    for (const Row<Value> &row : rows) {
        for (const QString &extension : QString::fromLatin1(row.extensions).split(u' ', Qt::SkipEmptyParts))
            found.insert(extension, row.value);
    }
    return found;
}

}

FileKind extensionKind(const QString &extension)
{
    static const QHash<QString, FileKind> known = table(kinds);
    const auto risk = extensionRisk(extension);
    if (risk == FileRisk::Macros)
        return FileKind::Document;
    if (risk == FileRisk::Page)
        return FileKind::Page;
    return risk ? FileKind::Program : known.value(extension, FileKind::Unknown);
}

std::optional<FileRisk> extensionRisk(const QString &extension)
{
    static const QHash<QString, FileRisk> known = table(risks);
    const auto found = known.constFind(extension);
    return found != known.cend() ? std::optional(*found) : std::nullopt;
}

}
